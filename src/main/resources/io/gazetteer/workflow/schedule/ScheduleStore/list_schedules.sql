-- All schedules, by name.
SELECT workflow_name, trigger_id, cron, time_zone, run_kind, set_at, set_by_id, set_by, next_at, last_at, last_run_name
  FROM schedule
 ORDER BY workflow_name, length(trigger_id), trigger_id
