-- One row per window function of the selected schemas. Columns as ObjectReader says. Privileges: none. PostgreSQL 13 to 18.
SELECT p.oid,
    p.pronamespace AS schema,
    0 AS relation,
    p.proname || '(' || arguments.types || ')' AS identity,
    p.proname AS name,
    pg_get_userbyid(p.proowner) AS owner,
    obj_description(p.oid, 'pg_proc') AS comment,
    NULL AS definition,
    json_build_object(
        'argumentTypes', arguments.types,
        'argumentDefaults', CASE WHEN p.pronargdefaults > 0 THEN (
            SELECT json_agg(json_strip_nulls(json_build_object(
                'position', i.position, 'name', nullif(p.proargnames[i.position], ''),
                'default', pg_get_function_arg_default(p.oid, i.position::integer))) ORDER BY i.position)
            FROM generate_series(p.pronargs - p.pronargdefaults + 1, p.pronargs) AS i (position)) END,
        'returnType', pg_get_function_result(p.oid),
        'language', l.lanname) AS attributes,
    p.proacl AS acl
FROM pg_proc p
CROSS JOIN LATERAL (
    SELECT [[NAME pg_language.lanname OF p.prolang]]) AS l (lanname)
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = p.pronamespace
CROSS JOIN LATERAL (
    SELECT coalesce(string_agg([[TYPE i.type]], ', ' ORDER BY i.position), '')
    FROM unnest(p.proargtypes) WITH ORDINALITY AS i (type, position)) AS arguments (types)
WHERE p.prokind = 'w'
