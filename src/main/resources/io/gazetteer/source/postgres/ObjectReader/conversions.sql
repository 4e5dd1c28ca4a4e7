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
JOIN pg_namespace n ON n.oid = c.connamespace
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.connamespace
