-- Runs of one workflow, or of all when :workflowName is NULL, in one of the states, newest first after the one with id :after.
SELECT *
  FROM run_with_totals
 WHERE id < :after
   AND (cast(:workflowName AS text) IS NULL OR workflow_name = :workflowName)
   AND state = ANY (:states)
 ORDER BY id DESC
 LIMIT :limit
