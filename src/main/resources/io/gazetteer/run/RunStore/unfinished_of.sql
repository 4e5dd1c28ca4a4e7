-- How many runs of a workflow wait or go on.
SELECT count(*) FROM run WHERE workflow_name = :workflowName AND finished_at IS NULL
