-- As rows.sql, over columns of all but temporary and TOAST tables; system columns never change. Rights: none. PostgreSQL 14 to 18.
SELECT 'pg_attribute', count(*), bit_xor(hash_record_extended(ROW(t.xmin, t.ctid), 0))
FROM pg_catalog.pg_attribute t
WHERE t.attnum > 0
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_class c WHERE c.oid = t.attrelid AND (c.relpersistence = 't' OR c.relkind = 't'))
