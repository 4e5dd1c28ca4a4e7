-- Due times from one time to before another that started a run, or that did not; oldest first.
SELECT workflow_name, due_at, outcome, run_name
  FROM schedule_due
 WHERE due_at >= :from
   AND due_at < :to
   AND (outcome = 'STARTED') = :started
 ORDER BY due_at, workflow_name
 LIMIT :limit
