-- Nothing waits for approval where nothing is left.
DELETE FROM archive_hold h WHERE h.connection_qualified_name = :connection
