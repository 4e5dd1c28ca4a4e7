-- One row per schema that an extension made for itself and that goes with it: oid, the extension. Schemas that an extension was merely put
-- into are none. Privileges: none. PostgreSQL 13 to 18.
SELECT d.objid AS schema, e.extname AS extension
FROM pg_depend d
JOIN pg_extension e ON e.oid = d.refobjid
WHERE d.classid = 'pg_catalog.pg_namespace'::regclass
    AND d.deptype = 'e'
    AND d.refclassid = 'pg_catalog.pg_extension'::regclass
