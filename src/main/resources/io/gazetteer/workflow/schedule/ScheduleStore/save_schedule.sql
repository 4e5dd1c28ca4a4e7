-- Gives a workflow its schedule. The same rule again keeps the time that comes next; so does a time
-- that is due already and not worked on yet.
INSERT INTO schedule AS s (
  workflow_name, trigger_id, cron, time_zone, run_kind, set_at, set_by_id, set_by, next_at)
VALUES (:workflowName, :trigger, :cron, :timeZone, :runKind, :now, :setById, :setBy, :nextAt)
ON CONFLICT ON CONSTRAINT schedule_pk DO UPDATE
   SET cron = excluded.cron, time_zone = excluded.time_zone, run_kind = excluded.run_kind,
       set_at = CASE WHEN s.cron = excluded.cron AND s.time_zone = excluded.time_zone
                     THEN s.set_at ELSE excluded.set_at END,
       set_by_id = excluded.set_by_id, set_by = excluded.set_by,
       next_at = CASE WHEN s.cron = excluded.cron AND s.time_zone = excluded.time_zone
                      THEN s.next_at ELSE excluded.next_at END
