-- One row per function or procedure whose CREATE statement the server does not return: a statement assembled from its row and its source
-- text. Settings that are lists of names are already stored as lists. The server does not keep the source text of bodies in the SQL
-- standard's form, so there is no row for those. Opens no relation. Parameter: oids. Privileges: none. PostgreSQL 13 to 18.
SELECT p.oid,
    format(E'CREATE OR REPLACE %s %I.%I(%s)\n%s LANGUAGE %I\n%s%sAS %s',
        CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, n.nspname, p.proname, pg_get_function_arguments(p.oid),
        E' RETURNS ' || pg_get_function_result(p.oid) || E'\n',
        l.lanname,
        CASE WHEN words.traits = '' THEN '' ELSE ' ' || words.traits || E'\n' END,
        (SELECT string_agg(format(E' SET %I TO %s\n', s.name,
                CASE WHEN lower(s.name) IN ('search_path', 'temp_tablespaces', 'local_preload_libraries', 'session_preload_libraries',
                        'shared_preload_libraries', 'unix_socket_directories')
                    THEN regexp_replace(s.value, '(^|, )""(?=$|,)', E'\\1\'\'', 'g')
                    ELSE quote_literal(s.value) END), '' ORDER BY u.position)
         FROM unnest(p.proconfig) WITH ORDINALITY AS u (setting, position)
         CROSS JOIN LATERAL (
             SELECT split_part(u.setting, '=', 1), substr(u.setting, strpos(u.setting, '=') + 1)) AS s (name, value)),
        coalesce(quote_literal(p.probin) || ', ', '') || quote_literal(p.prosrc)) AS definition,
    0 AS part
FROM pg_proc p
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF p.pronamespace]]) AS n (nspname)
CROSS JOIN LATERAL (
    SELECT [[NAME pg_language.lanname OF p.prolang]]) AS l (lanname)
CROSS JOIN LATERAL (
    SELECT concat_ws(' ',
        CASE p.provolatile WHEN 'i' THEN 'IMMUTABLE' WHEN 's' THEN 'STABLE' END,
        CASE p.proparallel WHEN 's' THEN 'PARALLEL SAFE' WHEN 'r' THEN 'PARALLEL RESTRICTED' END,
        CASE WHEN p.proisstrict THEN 'STRICT' END,
        CASE WHEN p.prosecdef THEN 'SECURITY DEFINER' END,
        CASE WHEN p.proleakproof THEN 'LEAKPROOF' END,
        CASE WHEN p.procost <> CASE WHEN l.lanname IN ('internal', 'c') THEN 1 ELSE 100 END THEN 'COST ' || p.procost END,
        CASE WHEN p.proretset AND p.prorows <> 1000 THEN 'ROWS ' || p.prorows END,
        (SELECT format('SUPPORT %I.%I', sn.nspname, s.proname)
         FROM pg_proc s
         JOIN pg_namespace sn ON sn.oid = s.pronamespace
         WHERE s.oid = p.prosupport),
        (SELECT 'TRANSFORM ' || string_agg('FOR TYPE ' || format_type(u.type, NULL), ', ' ORDER BY u.position)
         FROM unnest(p.protrftypes) WITH ORDINALITY AS u (type, position)))) AS words (traits)
WHERE p.oid = ANY (CAST(? AS oid[])) AND p.prokind IN ('f', 'p') [[pg_proc.prosqlbody THEN AND p.prosqlbody IS NULL ELSE ]]
