-- The unfinished run of a workflow that goes on or comes next; no row = all are finished.
SELECT *
  FROM run_with_totals
 WHERE workflow_name = :workflowName
   AND finished_at IS NULL
 ORDER BY id
 LIMIT 1
