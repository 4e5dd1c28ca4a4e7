-- Databases that a server no longer has are not to be recognised either.
DELETE FROM database_fingerprint f
WHERE f.connection_qualified_name = :connection AND f.database_name <> ALL (:existing)
