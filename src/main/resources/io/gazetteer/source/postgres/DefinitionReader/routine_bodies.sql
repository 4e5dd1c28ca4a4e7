-- One row per function or procedure of which the server does not tell the CREATE statement: one put together from its row and its
-- body as it was written. Costs, rows and support functions are left out. Bodies in the SQL standard's form are not kept as they were
-- written, so there is no row for those. Opens no relation. Parameter: oids. Rights: none. PostgreSQL 13 to 18.
SELECT p.oid,
    format(E'CREATE OR REPLACE %s %I.%I(%s)\n%s LANGUAGE %I\n%s%sAS %s',
        CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, n.nspname, p.proname, pg_get_function_arguments(p.oid),
        E' RETURNS ' || pg_get_function_result(p.oid) || E'\n',
        l.lanname,
        CASE WHEN words.traits = '' THEN '' ELSE ' ' || words.traits || E'\n' END,
        (SELECT string_agg(format(E' SET %I TO %L\n', split_part(u.setting, '=', 1), substr(u.setting, strpos(u.setting, '=') + 1)), '')
         FROM unnest(p.proconfig) AS u (setting)),
        coalesce(quote_literal(p.probin) || ', ', '') || quote_literal(p.prosrc))
FROM pg_proc p
CROSS JOIN LATERAL (
    SELECT coalesce((SELECT named.nspname FROM pg_namespace named WHERE named.oid = p.pronamespace), CAST('unknown (OID=' || coalesce(p.pronamespace, 0) || ')' AS name))) AS n (nspname)
CROSS JOIN LATERAL (
    SELECT coalesce((SELECT named.lanname FROM pg_language named WHERE named.oid = p.prolang), CAST('unknown (OID=' || coalesce(p.prolang, 0) || ')' AS name))) AS l (lanname)
CROSS JOIN LATERAL (
    SELECT concat_ws(' ',
        CASE p.provolatile WHEN 'i' THEN 'IMMUTABLE' WHEN 's' THEN 'STABLE' END,
        CASE p.proparallel WHEN 's' THEN 'PARALLEL SAFE' WHEN 'r' THEN 'PARALLEL RESTRICTED' END,
        CASE WHEN p.proisstrict THEN 'STRICT' END,
        CASE WHEN p.prosecdef THEN 'SECURITY DEFINER' END,
        CASE WHEN p.proleakproof THEN 'LEAKPROOF' END)) AS words (traits)
WHERE p.oid = ANY (CAST(? AS oid[])) AND p.prokind IN ('f', 'p') [[pg_proc.prosqlbody THEN AND p.prosqlbody IS NULL ELSE ]]
