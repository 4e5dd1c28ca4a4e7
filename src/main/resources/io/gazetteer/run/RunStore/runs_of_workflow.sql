-- The newest runs of a workflow, newest first.
SELECT *
  FROM run_with_totals
 WHERE workflow_name = :workflowName
 ORDER BY id DESC
 LIMIT :limit
