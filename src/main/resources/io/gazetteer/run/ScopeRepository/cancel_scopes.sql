-- Every scope that has not ended to CANCELLED.
WITH mine AS (
  SELECT id FROM run WHERE id = :runId AND attempts = :attempt AND state = 'RUNNING' FOR SHARE)
UPDATE run_scope s
   SET state = 'CANCELLED',
       finished_at = greatest(:now, s.started_at)
  FROM mine
 WHERE s.run_id = mine.id
   AND s.state IN ('PENDING', 'RUNNING')
