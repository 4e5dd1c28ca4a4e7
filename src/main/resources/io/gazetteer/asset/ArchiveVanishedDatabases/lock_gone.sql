-- Waits for merges of databases that are gone, in one order for all who do this. Held until the transaction ends.
SELECT CAST(pg_advisory_xact_lock(hashtextextended(:connection || '/' || g.database_name, 0)) AS text)
FROM (
    SELECT s.database_name
    FROM database_sync s
    WHERE s.connection_qualified_name = :connection AND s.database_name <> ALL (:existing)
    ORDER BY s.database_name) g
