-- As rows_of_relations.sql, and an index belongs to its table; but over contents in place of versions, as TRUNCATE, REFRESH, REINDEX and
-- VACUUM write versions that mean nothing: {columns} is what value_columns.sql gave. Privileges: none. PostgreSQL 14 to 18.
SELECT CASE WHEN coalesce(i.indrelid, t.oid) >= 16384 THEN CAST(coalesce(i.indrelid, t.oid) AS bigint) ELSE -1 END AS node,
    count(*) AS row_count,
    bit_xor(hash_record_extended(ROW({columns}), 0)) AS versions
FROM pg_catalog.pg_class t
LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = t.oid
WHERE t.relpersistence <> 't' AND t.relkind <> 't' AND t.relnamespace <> 'pg_toast'::regnamespace
GROUP BY 1
