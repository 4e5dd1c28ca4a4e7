-- As rows_of_relations.sql; a foreign key belongs to both its tables, a domain's constraint to the type.
-- Privileges: none. PostgreSQL 14 to 18.
SELECT owner.node, count(*) AS row_count, bit_xor(hash_record_extended(ROW(t.xmin, t.ctid), 0)) AS versions
FROM pg_catalog.pg_constraint t
CROSS JOIN LATERAL (
    VALUES
        (CASE
            WHEN t.oid < 16384 THEN -1
            WHEN t.conrelid <> 0 THEN CAST(t.conrelid AS bigint)
            WHEN t.contypid <> 0 THEN 4294967296 + CAST(t.contypid AS bigint)
            ELSE -1
        END),
        (CASE WHEN t.confrelid <> 0 AND t.confrelid <> t.conrelid THEN CAST(t.confrelid AS bigint) END)) AS owner (node)
WHERE owner.node IS NOT NULL
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_namespace n WHERE n.oid = t.connamespace AND n.nspname ~ '^pg_(toast_)?temp_')
GROUP BY 1
