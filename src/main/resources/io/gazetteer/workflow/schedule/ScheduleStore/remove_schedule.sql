-- Takes a workflow's schedule away. No row: it has none.
DELETE FROM schedule WHERE workflow_name = :name
