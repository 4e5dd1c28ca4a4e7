-- Which schemas workflows read.
DELETE FROM schema_read s WHERE s.connection_qualified_name = :connection
