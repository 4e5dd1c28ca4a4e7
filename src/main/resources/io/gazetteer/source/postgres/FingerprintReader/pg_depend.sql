-- As rows.sql, over what our statements read of pg_depend: which object an extension made, and which column owns a sequence.
-- Rights: none. PostgreSQL 14 to 18.
SELECT 'pg_depend', count(*), bit_xor(hash_record_extended(ROW(t.xmin, t.ctid), 0))
FROM pg_catalog.pg_depend t
WHERE t.deptype = 'e'
    OR (t.deptype IN ('a', 'i')
        AND t.classid = 'pg_catalog.pg_class'::regclass
        AND t.objid IN (
            SELECT s.oid FROM pg_catalog.pg_class s WHERE s.relkind = 'S' AND s.relpersistence <> 't'))
