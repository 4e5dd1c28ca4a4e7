-- Removes one schedule of a workflow. No row: it has none of that name.
DELETE FROM schedule WHERE workflow_name = :name AND trigger_id = :trigger
