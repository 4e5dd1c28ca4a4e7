-- One row per schema that is gone though objects are in it, as after damage to the catalog: its oid. Goes from one schema to the next
-- through the index of pg_depend, however many objects there are. Privileges: none. PostgreSQL 13 to 18.
WITH RECURSIVE used AS (
    (SELECT d.refobjid
     FROM pg_depend d
     WHERE d.refclassid = 'pg_catalog.pg_namespace'::regclass
     ORDER BY d.refobjid
     LIMIT 1)
    UNION ALL
    SELECT (
        SELECT d.refobjid
        FROM pg_depend d
        WHERE d.refclassid = 'pg_catalog.pg_namespace'::regclass AND d.refobjid > used.refobjid
        ORDER BY d.refobjid
        LIMIT 1)
    FROM used
    WHERE used.refobjid IS NOT NULL)
SELECT used.refobjid AS oid
FROM used
WHERE used.refobjid IS NOT NULL AND NOT EXISTS (SELECT FROM pg_namespace n WHERE n.oid = used.refobjid)
