-- One more merge has changed something; after note_sync, which makes the row.
UPDATE database_sync s
SET changes = s.changes + 1
WHERE s.connection_qualified_name = :connection AND s.database_name = :database
