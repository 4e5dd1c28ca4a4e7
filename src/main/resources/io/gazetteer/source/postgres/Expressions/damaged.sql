-- One row per object that refers to a type, routine, relation, operator or collation that is gone, or to an array or a domain of such a
-- type: its catalog and its oid. Asked only after the server failed to write an expression out. Privileges: none. PostgreSQL 13 to 18.
SELECT DISTINCT k.relname AS catalog, d.objid AS oid
FROM pg_depend d
JOIN pg_class k ON k.oid = d.classid
WHERE CASE d.refclassid
    WHEN 'pg_catalog.pg_type'::regclass THEN NOT EXISTS (
        SELECT
        FROM pg_type x
        LEFT JOIN pg_type e ON e.oid = x.typelem
        LEFT JOIN pg_type b ON b.oid = x.typbasetype
        WHERE x.oid = d.refobjid AND (x.typelem = 0 OR e.oid IS NOT NULL) AND (x.typbasetype = 0 OR b.oid IS NOT NULL))
    WHEN 'pg_catalog.pg_proc'::regclass THEN NOT EXISTS (SELECT FROM pg_proc x WHERE x.oid = d.refobjid)
    WHEN 'pg_catalog.pg_class'::regclass THEN NOT EXISTS (SELECT FROM pg_class x WHERE x.oid = d.refobjid)
    WHEN 'pg_catalog.pg_operator'::regclass THEN NOT EXISTS (SELECT FROM pg_operator x WHERE x.oid = d.refobjid)
    WHEN 'pg_catalog.pg_collation'::regclass THEN NOT EXISTS (SELECT FROM pg_collation x WHERE x.oid = d.refobjid)
    ELSE false
END
