-- One row per row-level-security policy on relations of the selected schemas. PUBLIC is everybody, "PUBLIC" a role of that name.
-- Columns as ObjectReader says. A relation that is gone is named by its oid; its schema is found by what it depended on, 0 where that is gone too.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT p.oid,
    coalesce(c.relnamespace, home.oid, 0) AS schema,
    p.polrelid AS relation,
    p.polname AS identity,
    p.polname AS name,
    NULL AS owner,
    obj_description(p.oid, 'pg_policy') AS comment,
    NULL AS definition,
    json_build_object(
        'command', CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
        'isPermissive', p.polpermissive,
        'roles', ARRAY(
            SELECT CASE
                WHEN u.oid = 0 THEN 'PUBLIC'
                WHEN u.name = 'PUBLIC' THEN '"PUBLIC"'
                ELSE E'\x01\x02' || u.name || E'\x02\x01' END
            FROM (SELECT oid, pg_get_userbyid(oid) FROM unnest(p.polroles) AS oid) AS u (oid, name)
            ORDER BY CASE WHEN u.oid = 0 THEN 'PUBLIC' ELSE u.name END)) AS attributes,
    NULL AS acl
FROM pg_policy p
LEFT JOIN pg_class c ON c.oid = p.polrelid
LEFT JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.relnamespace
LEFT JOIN LATERAL (
    SELECT g.refobjid
    FROM pg_depend g
    WHERE c.oid IS NULL
        AND g.classid = 'pg_catalog.pg_class'::regclass AND g.objid = p.polrelid AND g.objsubid = 0
        AND g.refclassid = 'pg_catalog.pg_namespace'::regclass
    LIMIT 1) AS home (oid) ON true
WHERE (chosen.oid IS NOT NULL OR c.oid IS NULL) [[OF p.polrelid]]
