-- One row per text search parser of the selected schemas. Columns as ObjectReader says. Privileges: none. PostgreSQL 13 to 18.
SELECT p.oid,
    p.prsnamespace AS schema,
    0 AS relation,
    p.prsname AS identity,
    p.prsname AS name,
    NULL AS owner,
    obj_description(p.oid, 'pg_ts_parser') AS comment,
    format('CREATE TEXT SEARCH PARSER %I.%I (START = %s, GETTOKEN = %s, END = %s, LEXTYPES = %s%s)', n.nspname, p.prsname,
        p.prsstart, p.prstoken, p.prsend, p.prslextype, CASE WHEN p.prsheadline <> 0 THEN ', HEADLINE = ' || p.prsheadline END) AS definition,
    json_build_object(
        'startFunction', p.prsstart::text,
        'tokenFunction', p.prstoken::text,
        'endFunction', p.prsend::text,
        'tokenTypesFunction', p.prslextype::text,
        'headlineFunction', CASE WHEN p.prsheadline <> 0 THEN p.prsheadline::text END) AS attributes,
    NULL AS acl
FROM pg_ts_parser p
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = p.prsnamespace
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF p.prsnamespace]]) AS n (nspname)
