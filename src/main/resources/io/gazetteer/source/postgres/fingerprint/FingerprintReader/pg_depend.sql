-- What our statements show of pg_depend: which object an extension made, schemas among them, and which column owns a sequence. One row per
-- node: a relation by its oid, a routine by its oid and 2^33, -1 for all else. Which object depends on which is looked up when something has
-- changed; that changes with the objects themselves. Privileges: none. PostgreSQL 14 to 18.
SELECT owner.node, count(*) AS row_count, bit_xor(hash_record_extended(ROW(t.xmin, t.ctid), 0)) AS versions
FROM pg_catalog.pg_depend t
LEFT JOIN pg_catalog.pg_index i ON t.classid = 'pg_catalog.pg_class'::regclass AND i.indexrelid = t.objid
CROSS JOIN LATERAL (
    VALUES
        (CASE
            WHEN t.classid = 'pg_catalog.pg_class'::regclass THEN CAST(coalesce(i.indrelid, t.objid) AS bigint)
            WHEN t.classid = 'pg_catalog.pg_proc'::regclass THEN 8589934592 + CAST(t.objid AS bigint)
            ELSE -1
        END),
        (CASE WHEN t.deptype IN ('a', 'i') THEN CAST(t.refobjid AS bigint) END)) AS owner (node)
WHERE owner.node IS NOT NULL
    AND (t.deptype = 'e'
        OR (t.deptype IN ('a', 'i')
            AND t.classid = 'pg_catalog.pg_class'::regclass
            AND t.refclassid = 'pg_catalog.pg_class'::regclass
            AND t.objid IN (
                SELECT s.oid FROM pg_catalog.pg_class s WHERE s.relkind = 'S' AND s.relpersistence <> 't')))
GROUP BY 1
