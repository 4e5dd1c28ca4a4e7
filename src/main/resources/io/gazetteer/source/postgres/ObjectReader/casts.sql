-- One row per cast of the database that did not come with the server, except those from a range to its multirange, which come with the
-- type. Its two types identify a cast. Columns as ObjectReader says.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT k.oid,
    0 AS schema,
    0 AS relation,
    format('%s AS %s', types.source, types.target) AS identity,
    format('%s AS %s', types.source, types.target) AS name,
    NULL AS owner,
    obj_description(k.oid, 'pg_cast') AS comment,
    format('CREATE CAST (%s AS %s) %s%s', types.source, types.target,
        CASE k.castmethod
            WHEN 'f' THEN 'WITH FUNCTION ' || k.castfunc::regprocedure::text
            WHEN 'i' THEN 'WITH INOUT'
            ELSE 'WITHOUT FUNCTION' END,
        CASE k.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END) AS definition,
    json_build_object(
        'sourceType', types.source,
        'targetType', types.target,
        'context', CASE k.castcontext WHEN 'a' THEN 'ASSIGNMENT' WHEN 'i' THEN 'IMPLICIT' ELSE 'EXPLICIT' END,
        'method', CASE k.castmethod WHEN 'f' THEN 'FUNCTION' WHEN 'i' THEN 'INOUT' ELSE 'BINARY' END,
        'function', CASE WHEN k.castfunc <> 0 THEN k.castfunc::regprocedure::text END) AS attributes,
    NULL AS acl
FROM pg_cast k
CROSS JOIN LATERAL (SELECT [[TYPE k.castsource]],
        [[TYPE k.casttarget]]) AS types (source, target)
WHERE k.oid >= 16384
    [[pg_range.rngmultitypid THEN AND NOT EXISTS (SELECT FROM pg_range r WHERE r.rngtypid = k.castsource AND r.rngmultitypid = k.casttarget) ELSE ]]
