-- One row per text search template of the selected schemas. Columns as ObjectReader says. Rights: none. PostgreSQL 13 to 18.
SELECT t.oid,
    t.tmplnamespace,
    0,
    t.tmplname,
    t.tmplname,
    NULL,
    obj_description(t.oid, 'pg_ts_template'),
    format('CREATE TEXT SEARCH TEMPLATE %I.%I (%sLEXIZE = %s)', n.nspname, t.tmplname,
        CASE WHEN t.tmplinit <> 0 THEN 'INIT = ' || t.tmplinit || ', ' END, t.tmpllexize),
    json_build_object(
        'initFunction', CASE WHEN t.tmplinit <> 0 THEN t.tmplinit::text END,
        'lexizeFunction', t.tmpllexize::text),
    NULL
FROM pg_ts_template t
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = t.tmplnamespace
CROSS JOIN LATERAL (
    SELECT coalesce((SELECT named.nspname FROM pg_namespace named WHERE named.oid = t.tmplnamespace), CAST('unknown (OID=' || coalesce(t.tmplnamespace, 0) || ')' AS name))) AS n (nspname)
