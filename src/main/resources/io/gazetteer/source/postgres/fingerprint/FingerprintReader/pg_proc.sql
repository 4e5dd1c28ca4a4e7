-- One row per node: a routine, identified by its oid and 2^33; -1 for the server's own and for what lies in pg_catalog, where a new routine may
-- change how another one's call is written. Without what lies in temporary schemas. Privileges: none. PostgreSQL 14 to 18.
SELECT CASE
        WHEN t.oid >= 16384 AND t.pronamespace <> 'pg_catalog'::regnamespace THEN 8589934592 + CAST(t.oid AS bigint)
        ELSE -1
    END AS node,
    count(*) AS row_count,
    bit_xor(hash_record_extended(ROW(t.xmin, t.ctid), 0)) AS versions
FROM pg_catalog.pg_proc t
WHERE NOT EXISTS (
    SELECT FROM pg_catalog.pg_namespace n WHERE n.oid = t.pronamespace AND n.nspname ~ '^pg_(toast_)?temp_')
GROUP BY 1
