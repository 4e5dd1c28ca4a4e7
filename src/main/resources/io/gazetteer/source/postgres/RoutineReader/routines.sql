-- One row per function and procedure of the selected schemas; aggregates and window functions excluded. Arguments come as JSON:
-- the types of the input arguments, and all arguments with mode, name, type and default (NULL where they have none). The result is NULL for a
-- procedure, the comment where there is none, the ACL where nothing was granted, settings where none are made. Privileges: none. PostgreSQL 13 to 18.
SELECT p.oid,
    p.pronamespace AS schema,
    p.proname AS name,
    p.prokind AS kind,
    to_json(ARRAY(
        SELECT [[TYPE i.type]]
        FROM unnest(p.proargtypes) WITH ORDINALITY AS i (type, position)
        ORDER BY i.position)) AS argument_types,
    (SELECT json_agg(json_build_array(
            p.proargnames[i.position],
            coalesce(p.proargmodes[i.position], 'i'),
            [[TYPE i.type]],
            CASE WHEN p.pronargdefaults > 0 THEN pg_get_function_arg_default(p.oid, i.position::integer) END) ORDER BY i.position)
     FROM unnest(coalesce(p.proallargtypes, p.proargtypes::oid[])) WITH ORDINALITY AS i (type, position)) AS arguments,
    pg_get_function_result(p.oid) AS result,
    p.proretset AS returns_set,
    coalesce(l.lanname::text, [[UNKNOWN p.prolang]]) AS language,
    pg_get_userbyid(p.proowner) AS owner,
    p.provolatile AS volatility,
    p.prosecdef AS security_definer,
    p.proisstrict AS strict,
    p.proparallel AS parallel,
    d.description AS comment,
    p.proacl AS acl,
    p.proleakproof AS leakproof,
    p.proconfig AS settings
FROM pg_proc p
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = p.pronamespace
LEFT JOIN pg_language l ON l.oid = p.prolang
LEFT JOIN pg_description d
    ON d.classoid = 'pg_catalog.pg_proc'::regclass AND d.objoid = p.oid AND d.objsubid = 0
WHERE p.prokind IN ('f', 'p')
