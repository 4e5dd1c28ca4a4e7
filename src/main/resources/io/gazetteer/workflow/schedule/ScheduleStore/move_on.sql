-- Sets the time that comes next, and the last run where one was started.
UPDATE schedule
   SET next_at = :nextAt,
       last_at = CASE WHEN :started THEN :dueAt ELSE last_at END,
       last_run_name = CASE WHEN :started THEN :runName ELSE last_run_name END
 WHERE workflow_name = :name
   AND trigger_id = :trigger
