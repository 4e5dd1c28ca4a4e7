-- One row or none: the schedule of a name such as atlan-postgres-1700000000-cron.
SELECT workflow_name, trigger_id, cron, time_zone, run_kind, set_at, set_by_id, set_by, next_at, last_at, last_run_name
  FROM schedule
 WHERE workflow_name || '-' || trigger_id = :name
 ORDER BY workflow_name
 LIMIT 1
