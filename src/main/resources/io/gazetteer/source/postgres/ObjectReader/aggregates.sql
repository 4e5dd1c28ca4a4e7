-- One row per aggregate of the selected schemas; the types of its arguments distinguish it from others of its name. Columns as ObjectReader
-- says. Privileges: none. PostgreSQL 13 to 18.
SELECT p.oid,
    p.pronamespace AS schema,
    0 AS relation,
    p.proname || '(' || arguments.types || ')' AS identity,
    p.proname AS name,
    pg_get_userbyid(p.proowner) AS owner,
    obj_description(p.oid, 'pg_proc') AS comment,
    format('CREATE AGGREGATE %I.%I(%s) (%s)', n.nspname, p.proname,
        CASE WHEN a.aggkind = 'n' AND p.pronargs = 0 THEN '*' ELSE pg_get_function_arguments(p.oid) END,
        concat_ws(', ',
            'SFUNC = ' || a.aggtransfn,
            'STYPE = ' || format_type(a.aggtranstype, NULL),
            CASE WHEN a.aggtransspace <> 0 THEN 'SSPACE = ' || a.aggtransspace END,
            CASE WHEN a.aggfinalfn <> 0 THEN 'FINALFUNC = ' || a.aggfinalfn END,
            CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
            'FINALFUNC_MODIFY = ' || modify.final,
            CASE WHEN a.aggcombinefn <> 0 THEN 'COMBINEFUNC = ' || a.aggcombinefn END,
            CASE WHEN a.aggserialfn <> 0 THEN 'SERIALFUNC = ' || a.aggserialfn END,
            CASE WHEN a.aggdeserialfn <> 0 THEN 'DESERIALFUNC = ' || a.aggdeserialfn END,
            'INITCOND = ' || quote_literal(a.agginitval),
            CASE WHEN a.aggmtransfn <> 0 THEN 'MSFUNC = ' || a.aggmtransfn END,
            CASE WHEN a.aggminvtransfn <> 0 THEN 'MINVFUNC = ' || a.aggminvtransfn END,
            CASE WHEN a.aggmtranstype <> 0 THEN 'MSTYPE = ' || format_type(a.aggmtranstype, NULL) END,
            CASE WHEN a.aggmtransspace <> 0 THEN 'MSSPACE = ' || a.aggmtransspace END,
            CASE WHEN a.aggmfinalfn <> 0 THEN 'MFINALFUNC = ' || a.aggmfinalfn END,
            CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
            CASE WHEN a.aggmtransfn <> 0 THEN 'MFINALFUNC_MODIFY = ' || modify.moving_final END,
            'MINITCOND = ' || quote_literal(a.aggminitval),
            'SORTOP = ' || (SELECT format('OPERATOR(%I.%s)', sn.nspname, so.oprname)
                FROM pg_operator so
                CROSS JOIN LATERAL (
                    SELECT [[NAME pg_namespace.nspname OF so.oprnamespace]]) AS sn (nspname)
                WHERE so.oid = a.aggsortop),
            CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END,
            CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END)) AS definition,
    json_build_object(
        'argumentTypes', arguments.types,
        'returnType', pg_get_function_result(p.oid),
        'aggregateKind', CASE a.aggkind WHEN 'o' THEN 'ORDERED SET' WHEN 'h' THEN 'HYPOTHETICAL SET' ELSE 'NORMAL' END,
        'transitionFunction', a.aggtransfn::text,
        'stateType', format_type(a.aggtranstype, NULL),
        'initialValue', a.agginitval) AS attributes,
    p.proacl AS acl
FROM pg_aggregate a
JOIN pg_proc p ON p.oid = a.aggfnoid
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF p.pronamespace]]) AS n (nspname)
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = p.pronamespace
CROSS JOIN LATERAL (
    SELECT coalesce(string_agg([[TYPE i.type]], ', ' ORDER BY i.position), '')
    FROM unnest(p.proargtypes) WITH ORDINALITY AS i (type, position)) AS arguments (types)
-- NULL where it is what an aggregate of that kind does anyway.
CROSS JOIN LATERAL (
    SELECT CASE WHEN a.aggfinalmodify <> usual.letter THEN words.of ->> a.aggfinalmodify::text END,
        CASE WHEN a.aggmfinalmodify <> usual.letter THEN words.of ->> a.aggmfinalmodify::text END
    FROM (SELECT CASE WHEN a.aggkind = 'n' THEN 'r'::"char" ELSE 'w'::"char" END) AS usual (letter),
        (SELECT '{"r": "READ_ONLY", "s": "SHAREABLE", "w": "READ_WRITE"}'::json) AS words (of)) AS modify (final, moving_final)
