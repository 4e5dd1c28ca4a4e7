-- One row per transform of the database: how a type looks to a procedural language. Columns as ObjectReader says.
-- Rights: none. PostgreSQL 13 to 18.
SELECT t.oid,
    0,
    0,
    format('%s LANGUAGE %s', coalesce(nullif(nullif(format_type(t.trftype, NULL), '???'), '???[]'), 'unknown (OID=' || t.trftype || ')'), l.lanname),
    format('%s LANGUAGE %s', coalesce(nullif(nullif(format_type(t.trftype, NULL), '???'), '???[]'), 'unknown (OID=' || t.trftype || ')'), l.lanname),
    NULL,
    obj_description(t.oid, 'pg_transform'),
    format('CREATE TRANSFORM FOR %s LANGUAGE %I (%s)', coalesce(nullif(nullif(format_type(t.trftype, NULL), '???'), '???[]'), 'unknown (OID=' || t.trftype || ')'), l.lanname,
        concat_ws(', ',
            CASE WHEN t.trffromsql <> 0 THEN 'FROM SQL WITH FUNCTION ' || t.trffromsql::regprocedure::text END,
            CASE WHEN t.trftosql <> 0 THEN 'TO SQL WITH FUNCTION ' || t.trftosql::regprocedure::text END)),
    json_build_object(
        'transformedType', format_type(t.trftype, NULL),
        'language', l.lanname,
        'fromSql', CASE WHEN t.trffromsql <> 0 THEN t.trffromsql::regprocedure::text END,
        'toSql', CASE WHEN t.trftosql <> 0 THEN t.trftosql::regprocedure::text END),
    NULL
FROM pg_transform t
CROSS JOIN LATERAL (
    SELECT coalesce((SELECT named.lanname FROM pg_language named WHERE named.oid = t.trflang), CAST('unknown (OID=' || coalesce(t.trflang, 0) || ')' AS name))) AS l (lanname)
