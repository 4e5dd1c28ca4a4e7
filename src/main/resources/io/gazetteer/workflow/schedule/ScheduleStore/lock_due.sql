-- A schedule that is due, ours until the transaction ends; no row = moved on, or another replica's.
SELECT workflow_name, trigger_id, cron, time_zone, run_kind, set_at, set_by_id, set_by, next_at, last_at, last_run_name
  FROM schedule
 WHERE workflow_name = :name
   AND trigger_id = :trigger
   AND next_at <= :now
   FOR UPDATE SKIP LOCKED
