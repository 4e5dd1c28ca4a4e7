-- The publication of the run named; none where it was not to publish.
SELECT p.*, r.name AS run_name, b.name AS by_run_name,
       p.state IN ('FAILED', 'PENDING') AND b.finished_at IS NOT NULL AS repeatable
  FROM publication p
  JOIN run r ON r.id = p.run_id
  JOIN run b ON b.id = p.by_run_id
 WHERE r.name = :run
