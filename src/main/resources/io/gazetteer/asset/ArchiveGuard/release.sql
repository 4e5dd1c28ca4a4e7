-- Nothing waits any more.
DELETE FROM archive_hold h WHERE h.connection_qualified_name = :connection AND h.database_name = :database
