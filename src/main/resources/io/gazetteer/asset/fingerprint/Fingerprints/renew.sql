-- The source's words of an unchanged database, which also say which statistics the catalogue has. All else stays.
UPDATE database_fingerprint f
SET fingerprint = :fingerprint
WHERE f.connection_qualified_name = :connection AND f.database_name = :database
