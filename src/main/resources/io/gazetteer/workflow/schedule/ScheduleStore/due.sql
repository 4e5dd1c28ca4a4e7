-- Workflows whose schedule is due, the longest waiting first.
SELECT workflow_name FROM schedule WHERE next_at <= :now ORDER BY next_at, workflow_name
