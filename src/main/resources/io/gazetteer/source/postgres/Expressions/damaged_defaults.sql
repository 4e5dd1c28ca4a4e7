-- One row per default of a column that refers to a type, routine, relation, operator or collation that is gone: its oid, the relation and
-- the column's number. Asked only after the server failed to write a default out. Privileges: none. PostgreSQL 13 to 18.
SELECT ad.oid, ad.adrelid AS relation, ad.adnum AS number
FROM pg_attrdef ad
WHERE EXISTS (
    SELECT
    FROM pg_depend d
    WHERE d.classid = 'pg_catalog.pg_attrdef'::regclass AND d.objid = ad.oid
        AND CASE d.refclassid
            WHEN 'pg_catalog.pg_type'::regclass THEN NOT EXISTS (SELECT FROM pg_type x WHERE x.oid = d.refobjid)
            WHEN 'pg_catalog.pg_proc'::regclass THEN NOT EXISTS (SELECT FROM pg_proc x WHERE x.oid = d.refobjid)
            WHEN 'pg_catalog.pg_class'::regclass THEN NOT EXISTS (SELECT FROM pg_class x WHERE x.oid = d.refobjid)
            WHEN 'pg_catalog.pg_operator'::regclass THEN NOT EXISTS (SELECT FROM pg_operator x WHERE x.oid = d.refobjid)
            WHEN 'pg_catalog.pg_collation'::regclass THEN NOT EXISTS (SELECT FROM pg_collation x WHERE x.oid = d.refobjid)
            ELSE false
        END)
