-- Names of unfinished runs that nobody will work on: a run without its row in scheduled_tasks.
SELECT r.name
  FROM run r
 WHERE r.finished_at IS NULL
   AND NOT EXISTS (
     SELECT 1 FROM scheduled_tasks t WHERE t.task_name = :task AND t.task_instance = r.name)
 ORDER BY r.id
