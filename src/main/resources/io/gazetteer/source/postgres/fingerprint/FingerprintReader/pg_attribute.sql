-- As rows_of_relations.sql; columns of an index belong to its table. System columns never change. Privileges: none. PostgreSQL 14 to 18.
SELECT CASE WHEN owner.oid >= 16384 THEN CAST(owner.oid AS bigint) ELSE -1 END AS node,
    count(*) AS row_count,
    bit_xor(hash_record_extended(ROW(t.xmin, t.ctid), 0)) AS versions
FROM pg_catalog.pg_attribute t
JOIN pg_catalog.pg_class c ON c.oid = t.attrelid
LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = t.attrelid
CROSS JOIN LATERAL (VALUES (coalesce(i.indrelid, t.attrelid))) AS owner (oid)
WHERE t.attnum > 0
    AND c.relpersistence <> 't'
    AND c.relkind <> 't'
    AND c.relnamespace <> 'pg_toast'::regnamespace
GROUP BY 1
