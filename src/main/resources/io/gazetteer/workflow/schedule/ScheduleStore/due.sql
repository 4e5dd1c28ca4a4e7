-- Schedules that are due, the longest waiting first.
SELECT workflow_name, trigger_id FROM schedule WHERE next_at <= :now ORDER BY next_at, workflow_name, trigger_id
