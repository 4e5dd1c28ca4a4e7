-- By what databases of a connection were recognised; their assets are gone.
DELETE FROM database_fingerprint f WHERE f.connection_qualified_name = :connection
