-- Takes finished and vanished runs out of scheduled_tasks, except where a worker has hold of the row
-- and will take it out itself.
DELETE FROM scheduled_tasks t
 WHERE t.task_name = :task
   AND NOT t.picked
   AND NOT EXISTS (
     SELECT 1 FROM run r WHERE r.name = t.task_instance AND r.finished_at IS NULL)
