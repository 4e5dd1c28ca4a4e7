-- Removes all schedules of a workflow.
DELETE FROM schedule WHERE workflow_name = :name
