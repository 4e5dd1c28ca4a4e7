-- When and by which run databases of a connection were read.
DELETE FROM database_sync y WHERE y.connection_qualified_name = :connection
