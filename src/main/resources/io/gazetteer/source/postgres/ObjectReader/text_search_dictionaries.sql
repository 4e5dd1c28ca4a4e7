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
JOIN pg_namespace n ON n.oid = d.dictnamespace
JOIN pg_ts_template t ON t.oid = d.dicttemplate
JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
