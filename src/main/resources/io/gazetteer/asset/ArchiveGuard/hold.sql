-- Records that archiving waits for approval. An approval of another list becomes void.
INSERT INTO archive_hold (connection_qualified_name, database_name, workflow_name, run_name, candidates, filtered_out,
    candidates_digest, active, at)
VALUES (:connection, :database, :workflow, :run, :candidates, :filteredOut, :digest, :active, :now)
ON CONFLICT ON CONSTRAINT archive_hold_pk
DO UPDATE SET run_name = excluded.run_name,
    candidates = excluded.candidates,
    filtered_out = excluded.filtered_out,
    candidates_digest = excluded.candidates_digest,
    active = excluded.active,
    at = excluded.at,
    approved_by = NULL,
    approved_at = NULL
