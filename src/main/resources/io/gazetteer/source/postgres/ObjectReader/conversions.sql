-- One row per conversion between encodings in the selected schemas. Columns as ObjectReader says. Rights: none. PostgreSQL 13 to 18.
SELECT c.oid,
    c.connamespace,
    0,
    c.conname,
    c.conname,
    pg_get_userbyid(c.conowner),
    obj_description(c.oid, 'pg_conversion'),
    format('CREATE %sCONVERSION %I.%I FOR %L TO %L FROM %s', CASE WHEN c.condefault THEN 'DEFAULT ' ELSE '' END, n.nspname, c.conname,
        pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding), c.conproc),
    json_build_object(
        'sourceEncoding', pg_encoding_to_char(c.conforencoding),
        'targetEncoding', pg_encoding_to_char(c.contoencoding),
        'function', c.conproc::text,
        'isDefault', c.condefault),
    NULL
FROM pg_conversion c
CROSS JOIN LATERAL (
    SELECT coalesce((SELECT named.nspname FROM pg_namespace named WHERE named.oid = c.connamespace), CAST('unknown (OID=' || coalesce(c.connamespace, 0) || ')' AS name))) AS n (nspname)
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.connamespace
