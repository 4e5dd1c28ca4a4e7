-- The newest run of each workflow named; a workflow without runs has no row.
SELECT r.id
  FROM unnest(:workflowNames) AS w (name)
 CROSS JOIN LATERAL (
   SELECT id
     FROM run
    WHERE workflow_name = w.name
    ORDER BY id DESC
    LIMIT 1) r
