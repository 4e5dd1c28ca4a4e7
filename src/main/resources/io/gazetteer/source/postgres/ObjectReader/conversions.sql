-- One row per conversion between encodings in the selected schemas. Columns as ObjectReader says. Privileges: none. PostgreSQL 13 to 18.
SELECT c.oid,
    c.connamespace AS schema,
    0 AS relation,
    c.conname AS identity,
    c.conname AS name,
    pg_get_userbyid(c.conowner) AS owner,
    obj_description(c.oid, 'pg_conversion') AS comment,
    format('CREATE %sCONVERSION %I.%I FOR %L TO %L FROM %s', CASE WHEN c.condefault THEN 'DEFAULT ' ELSE '' END, n.nspname, c.conname,
        pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding), c.conproc) AS definition,
    json_build_object(
        'sourceEncoding', pg_encoding_to_char(c.conforencoding),
        'targetEncoding', pg_encoding_to_char(c.contoencoding),
        'function', c.conproc::text,
        'isDefault', c.condefault) AS attributes,
    NULL AS acl
FROM pg_conversion c
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF c.connamespace]]) AS n (nspname)
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.connamespace
