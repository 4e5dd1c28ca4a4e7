-- One row per text search dictionary of the selected schemas. Columns as ObjectReader says. Privileges: none. PostgreSQL 13 to 18.
SELECT d.oid,
    d.dictnamespace AS schema,
    0 AS relation,
    d.dictname AS identity,
    d.dictname AS name,
    pg_get_userbyid(d.dictowner) AS owner,
    obj_description(d.oid, 'pg_ts_dict') AS comment,
    format('CREATE TEXT SEARCH DICTIONARY %I.%I (TEMPLATE = %I.%I%s)', n.nspname, d.dictname, tn.nspname, t.tmplname, ', ' || d.dictinitoption) AS definition,
    json_build_object(
        'template', format('%I.%I', tn.nspname, t.tmplname),
        'parameters', d.dictinitoption) AS attributes,
    NULL AS acl
FROM pg_ts_dict d
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = d.dictnamespace
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF d.dictnamespace]]) AS n (nspname)
CROSS JOIN LATERAL (
    SELECT coalesce(CAST(max(CAST(named.tmplname AS text)) AS name), CAST([[UNKNOWN d.dicttemplate]] AS name)), max(named.tmplnamespace)
    FROM pg_ts_template named
    WHERE named.oid = d.dicttemplate) AS t (tmplname, tmplnamespace)
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF t.tmplnamespace]]) AS tn (nspname)
