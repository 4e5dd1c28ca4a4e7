-- The scopes of a run in the order of work.
SELECT * FROM run_scope WHERE run_id = :runId ORDER BY position
