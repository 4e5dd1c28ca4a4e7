-- A person's yes to what waits on a connection, of one workflow and one list where these are not NULL; the first yes stays.
UPDATE archive_hold h
SET approved_by = coalesce(h.approved_by, :by), approved_at = coalesce(h.approved_at, :now)
WHERE h.connection_qualified_name = :connection
    AND (CAST(:workflow AS text) IS NULL OR h.workflow_name = CAST(:workflow AS text))
    AND (CAST(:list AS text) IS NULL OR h.candidates_digest = CAST(:list AS text))
