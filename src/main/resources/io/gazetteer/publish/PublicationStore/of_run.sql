-- The publication that a run was asked to try again; none where it was not, or another run was asked since.
SELECT p.*, r.name AS run_name, b.name AS by_run_name, false AS repeatable
  FROM publication p
  JOIN run r ON r.id = p.run_id
  JOIN run b ON b.id = p.by_run_id
 WHERE p.by_run_id = :runId
