-- One line from the worker that holds the run; nothing is written once it has lost it.
INSERT INTO run_log (run_id, scope, at, level, message)
SELECT id, :scope, :now, :level, :message
  FROM run
 WHERE id = :runId
   AND attempts = :attempt
