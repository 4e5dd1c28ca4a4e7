-- What became of a workflow's last due times, newest first.
SELECT workflow_name, due_at, outcome, run_name
  FROM schedule_due
 WHERE workflow_name = :name
 ORDER BY due_at DESC
 LIMIT :limit
