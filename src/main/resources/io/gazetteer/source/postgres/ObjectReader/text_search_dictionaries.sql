-- One row per text search dictionary of the selected schemas. Columns as ObjectReader says. Rights: none. PostgreSQL 13 to 18.
SELECT d.oid,
    d.dictnamespace,
    0,
    d.dictname,
    d.dictname,
    pg_get_userbyid(d.dictowner),
    obj_description(d.oid, 'pg_ts_dict'),
    format('CREATE TEXT SEARCH DICTIONARY %I.%I (TEMPLATE = %I.%I%s)', n.nspname, d.dictname, tn.nspname, t.tmplname, ', ' || d.dictinitoption),
    json_build_object(
        'template', format('%I.%I', tn.nspname, t.tmplname),
        'parameters', d.dictinitoption),
    NULL
FROM pg_ts_dict d
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = d.dictnamespace
CROSS JOIN LATERAL (
    SELECT coalesce((SELECT named.nspname FROM pg_namespace named WHERE named.oid = d.dictnamespace), CAST('unknown (OID=' || coalesce(d.dictnamespace, 0) || ')' AS name))) AS n (nspname)
CROSS JOIN LATERAL (
    SELECT coalesce(CAST(max(CAST(named.tmplname AS text)) AS name), CAST('unknown (OID=' || coalesce(d.dicttemplate, 0) || ')' AS name)), max(named.tmplnamespace)
    FROM pg_ts_template named
    WHERE named.oid = d.dicttemplate) AS t (tmplname, tmplnamespace)
CROSS JOIN LATERAL (
    SELECT coalesce((SELECT named.nspname FROM pg_namespace named WHERE named.oid = t.tmplnamespace), CAST('unknown (OID=' || coalesce(t.tmplnamespace, 0) || ')' AS name))) AS tn (nspname)
