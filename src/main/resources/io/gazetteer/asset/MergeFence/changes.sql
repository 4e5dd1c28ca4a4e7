-- How many merges have changed an asset of a database, or with an empty name of any database of the connection; 0 before the first.
SELECT CAST(coalesce(sum(s.changes), 0) AS bigint)
FROM database_sync s
WHERE s.connection_qualified_name = :connection AND (:database = '' OR s.database_name = :database)
