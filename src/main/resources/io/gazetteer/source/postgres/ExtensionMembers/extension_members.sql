-- One row per object that an extension made: its catalog, its oid, the extension. Privileges: none. PostgreSQL 13 to 18.
SELECT cl.relname AS catalog, d.objid AS oid, e.extname AS extension
FROM pg_depend d
JOIN pg_class cl ON cl.oid = d.classid
JOIN pg_extension e ON e.oid = d.refobjid
WHERE d.deptype = 'e' AND d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.objsubid = 0
