-- The schedules of a workflow, the one in its annotations first; no row = it has none.
SELECT workflow_name, trigger_id, cron, time_zone, run_kind, set_at, set_by_id, set_by, next_at, last_at, last_run_name
  FROM schedule
 WHERE workflow_name = :name
 ORDER BY length(trigger_id), trigger_id
