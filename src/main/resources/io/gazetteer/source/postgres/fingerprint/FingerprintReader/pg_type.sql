-- One row per node: a type belongs to the relation whose rows it is of, else to itself, identified by its oid and 2^32; an array type belongs
-- where its element does; -1 for the server's own. Without what lies in temporary schemas. Privileges: none. PostgreSQL 14 to 18.
SELECT CASE
        WHEN t.oid < 16384 THEN -1
        WHEN coalesce(e.typrelid, t.typrelid) <> 0 THEN CAST(coalesce(e.typrelid, t.typrelid) AS bigint)
        ELSE 4294967296 + CAST(coalesce(e.oid, t.oid) AS bigint)
    END AS node,
    count(*) AS row_count,
    bit_xor(hash_record_extended(ROW(t.xmin, t.ctid), 0)) AS versions
FROM pg_catalog.pg_type t
LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND e.typarray = t.oid
WHERE NOT EXISTS (
    SELECT FROM pg_catalog.pg_namespace n WHERE n.oid = t.typnamespace AND n.nspname ~ '^pg_(toast_)?temp_')
GROUP BY 1
