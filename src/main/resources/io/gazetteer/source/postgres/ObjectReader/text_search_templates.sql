-- One row per text search template of the selected schemas. Columns as ObjectReader says. Privileges: none. PostgreSQL 13 to 18.
SELECT t.oid,
    t.tmplnamespace AS schema,
    0 AS relation,
    t.tmplname AS identity,
    t.tmplname AS name,
    NULL AS owner,
    obj_description(t.oid, 'pg_ts_template') AS comment,
    format('CREATE TEXT SEARCH TEMPLATE %I.%I (%sLEXIZE = %s)', n.nspname, t.tmplname,
        CASE WHEN t.tmplinit <> 0 THEN 'INIT = ' || t.tmplinit || ', ' END, t.tmpllexize) AS definition,
    json_build_object(
        'initFunction', CASE WHEN t.tmplinit <> 0 THEN t.tmplinit::text END,
        'lexizeFunction', t.tmpllexize::text) AS attributes,
    NULL AS acl
FROM pg_ts_template t
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = t.tmplnamespace
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF t.tmplnamespace]]) AS n (nspname)
