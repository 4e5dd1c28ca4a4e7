-- Archiving that waits, of one connection or, when it is NULL, of all; approved_by is NULL while nobody has said yes.
SELECT h.connection_qualified_name, h.database_name, h.workflow_name, h.run_name, h.candidates, h.filtered_out,
    h.candidates_digest, h.active, h.at, h.approved_by
FROM archive_hold h
WHERE CAST(:connection AS text) IS NULL OR h.connection_qualified_name = CAST(:connection AS text)
ORDER BY h.connection_qualified_name, h.workflow_name, h.database_name
