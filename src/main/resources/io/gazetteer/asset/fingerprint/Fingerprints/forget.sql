-- The next crawl of the database reads everything.
DELETE FROM database_fingerprint f WHERE f.connection_qualified_name = :connection AND f.database_name = :database
