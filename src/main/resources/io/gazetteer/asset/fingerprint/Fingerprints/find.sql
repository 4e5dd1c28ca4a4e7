-- One row when the database was crawled before; all save run_name are NULL when that left no fingerprint.
SELECT f.reader, f.fingerprint, coalesce(f.run_name, s.run_name) AS run_name, f.read_at, f.assets, f.assets_hash
FROM database_sync s
LEFT JOIN database_fingerprint f
    ON f.connection_qualified_name = s.connection_qualified_name AND f.database_name = s.database_name
WHERE s.connection_qualified_name = :connection AND s.database_name = :database
