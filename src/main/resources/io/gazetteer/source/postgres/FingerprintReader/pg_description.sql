-- As rows.sql, without comments on temporary tables, their columns, constraints and statistics, which LIKE copies.
-- Rights: none. PostgreSQL 14 to 18.
SELECT 'pg_description', count(*), bit_xor(hash_record_extended(ROW(t.xmin, t.ctid), 0))
FROM pg_catalog.pg_description t
WHERE NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_class c
        WHERE c.oid = t.objoid AND t.classoid = 'pg_catalog.pg_class'::regclass AND c.relpersistence = 't')
    AND NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_constraint k
        JOIN pg_catalog.pg_namespace n ON n.oid = k.connamespace AND n.nspname ~ '^pg_temp_'
        WHERE k.oid = t.objoid AND t.classoid = 'pg_catalog.pg_constraint'::regclass)
    AND NOT EXISTS (
        SELECT
        FROM pg_catalog.pg_statistic_ext s
        JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace AND n.nspname ~ '^pg_temp_'
        WHERE s.oid = t.objoid AND t.classoid = 'pg_catalog.pg_statistic_ext'::regclass)
