-- What of a workflow is to go from a store, oldest first: beyond the newest :keepRuns published ones or too old, save the
-- newest; and what failed, or was left half deleted, so long ago that nobody can publish it any more.
SELECT p.*, r.name AS run_name, r.name AS by_run_name, false AS repeatable
  FROM (SELECT q.*,
               row_number() OVER (PARTITION BY q.state = 'PUBLISHED' ORDER BY q.run_id DESC) AS place
          FROM publication q
         WHERE q.workflow_name = :workflow
           AND q.store_name = :store) p
  JOIN run r ON r.id = p.run_id
 WHERE p.state = 'REMOVING'
    OR (p.state = 'PUBLISHED' AND p.place > :keepRuns)
    OR (p.state = 'PUBLISHED' AND p.place > 1 AND p.at < :publishedBefore)
    OR (p.state IN ('FAILED', 'PENDING') AND p.at < :failedBefore AND r.finished_at IS NOT NULL)
 ORDER BY p.run_id
