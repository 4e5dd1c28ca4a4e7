-- One row per rewrite rule on relations of the selected schemas, except those that make views. Columns as ObjectReader says. A relation
-- that is gone is named by its oid; its schema is found by what it depended on, 0 where that is gone too.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT r.oid,
    coalesce(c.relnamespace, home.oid, 0) AS schema,
    r.ev_class AS relation,
    r.rulename AS identity,
    r.rulename AS name,
    NULL AS owner,
    obj_description(r.oid, 'pg_rewrite') AS comment,
    NULL AS definition,
    json_build_object(
        'event', CASE r.ev_type WHEN '1' THEN 'SELECT' WHEN '2' THEN 'UPDATE' WHEN '3' THEN 'INSERT' ELSE 'DELETE' END,
        'isInstead', r.is_instead,
        'isEnabled', r.ev_enabled <> 'D',
        'firesOn', CASE r.ev_enabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' WHEN 'D' THEN 'NEVER' ELSE 'ORIGIN' END) AS attributes,
    NULL AS acl
FROM pg_rewrite r
LEFT JOIN pg_class c ON c.oid = r.ev_class
LEFT JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.relnamespace
LEFT JOIN LATERAL (
    SELECT g.refobjid
    FROM pg_depend g
    WHERE c.oid IS NULL
        AND g.classid = 'pg_catalog.pg_class'::regclass AND g.objid = r.ev_class AND g.objsubid = 0
        AND g.refclassid = 'pg_catalog.pg_namespace'::regclass
    LIMIT 1) AS home (oid) ON true
WHERE (chosen.oid IS NOT NULL OR c.oid IS NULL) AND r.rulename <> '_RETURN' [[OF r.ev_class]]
