-- One row per transform of the database: how a type looks to a procedural language. Columns as ObjectReader says.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT t.oid,
    0 AS schema,
    0 AS relation,
    format('%s LANGUAGE %s', [[TYPE t.trftype]], l.lanname) AS identity,
    format('%s LANGUAGE %s', [[TYPE t.trftype]], l.lanname) AS name,
    NULL AS owner,
    obj_description(t.oid, 'pg_transform') AS comment,
    format('CREATE TRANSFORM FOR %s LANGUAGE %I (%s)', [[TYPE t.trftype]], l.lanname,
        concat_ws(', ',
            CASE WHEN t.trffromsql <> 0 THEN 'FROM SQL WITH FUNCTION ' || t.trffromsql::regprocedure::text END,
            CASE WHEN t.trftosql <> 0 THEN 'TO SQL WITH FUNCTION ' || t.trftosql::regprocedure::text END)) AS definition,
    json_build_object(
        'transformedType', format_type(t.trftype, NULL),
        'language', l.lanname,
        'fromSql', CASE WHEN t.trffromsql <> 0 THEN t.trffromsql::regprocedure::text END,
        'toSql', CASE WHEN t.trftosql <> 0 THEN t.trftosql::regprocedure::text END) AS attributes,
    NULL AS acl
FROM pg_transform t
CROSS JOIN LATERAL (
    SELECT [[NAME pg_language.lanname OF t.trflang]]) AS l (lanname)
