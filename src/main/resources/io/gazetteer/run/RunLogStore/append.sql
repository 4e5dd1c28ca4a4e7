-- One line from outside the worker.
INSERT INTO run_log (run_id, scope, at, level, message)
VALUES (:runId, NULL, :now, :level, :message)
