-- Puts a run in the queue. One row = its id; no row = the name is taken, try another one.
INSERT INTO run (name, uid, workflow_name, kind, options, state, requested_by_id, requested_by, created_at)
VALUES (:name, :uid, :workflowName, :kind, cast(:options AS jsonb), 'PENDING', :requestedById, :requestedBy, :now)
ON CONFLICT ON CONSTRAINT run_name_uk DO NOTHING
RETURNING id
