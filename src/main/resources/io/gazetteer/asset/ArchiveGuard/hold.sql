-- Notes that archiving waits for a person. An older approval, which was for fewer, is void.
INSERT INTO archive_hold (connection_qualified_name, database_name, run_name, candidates, active, at)
VALUES (:connection, :database, :run, :candidates, :active, :now)
ON CONFLICT ON CONSTRAINT archive_hold_pkey
DO UPDATE SET run_name = excluded.run_name,
    candidates = excluded.candidates,
    active = excluded.active,
    at = excluded.at,
    approved_by = NULL,
    approved_at = NULL
