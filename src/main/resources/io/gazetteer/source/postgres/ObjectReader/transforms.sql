-- One row per transform of the database: how a type looks to a procedural language. Columns as ObjectReader says.
-- Rights: none. PostgreSQL 13 to 18.
SELECT t.oid,
    0,
    0,
    format('%s LANGUAGE %s', format_type(t.trftype, NULL), l.lanname),
    format('%s LANGUAGE %s', format_type(t.trftype, NULL), l.lanname),
    NULL,
    obj_description(t.oid, 'pg_transform'),
    format('CREATE TRANSFORM FOR %s LANGUAGE %I (%s)', format_type(t.trftype, NULL), l.lanname,
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
JOIN pg_language l ON l.oid = t.trflang
