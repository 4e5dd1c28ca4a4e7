-- One row per aggregate of the selected schemas; the types of its arguments tell it from its namesakes. Columns as ObjectReader
-- says. Rights: none. PostgreSQL 13 to 18.
SELECT p.oid,
    p.pronamespace,
    0,
    p.proname || '(' || arguments.types || ')',
    p.proname,
    pg_get_userbyid(p.proowner),
    obj_description(p.oid, 'pg_proc'),
    format('CREATE AGGREGATE %I.%I(%s) (SFUNC = %s, STYPE = %s%s%s%s)', n.nspname, p.proname,
        CASE WHEN a.aggkind = 'n' AND p.pronargs = 0 THEN '*' ELSE pg_get_function_arguments(p.oid) END,
        a.aggtransfn, format_type(a.aggtranstype, NULL),
        CASE WHEN a.aggfinalfn <> 0 THEN ', FINALFUNC = ' || a.aggfinalfn ELSE '' END,
        CASE WHEN a.aggcombinefn <> 0 THEN ', COMBINEFUNC = ' || a.aggcombinefn ELSE '' END,
        CASE WHEN a.agginitval IS NOT NULL THEN ', INITCOND = ' || quote_literal(a.agginitval) ELSE '' END),
    json_build_object(
        'argumentTypes', arguments.types,
        'returnType', pg_get_function_result(p.oid),
        'aggregateKind', CASE a.aggkind WHEN 'o' THEN 'ORDERED SET' WHEN 'h' THEN 'HYPOTHETICAL SET' ELSE 'NORMAL' END,
        'transitionFunction', a.aggtransfn::text,
        'stateType', format_type(a.aggtranstype, NULL),
        'initialValue', a.agginitval),
    p.proacl
FROM pg_aggregate a
JOIN pg_proc p ON p.oid = a.aggfnoid
JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = p.pronamespace
CROSS JOIN LATERAL (
    SELECT coalesce(string_agg(format_type(i.type, NULL), ', ' ORDER BY i.position), '')
    FROM unnest(p.proargtypes) WITH ORDINALITY AS i (type, position)) AS arguments (types)
