-- One row per access method of the database that did not come with the server. Columns as ObjectReader says.
-- Rights: none. PostgreSQL 13 to 18.
SELECT m.oid,
    0,
    0,
    m.amname,
    m.amname,
    NULL,
    obj_description(m.oid, 'pg_am'),
    format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', m.amname, kind.name, m.amhandler),
    json_build_object('subType', lower(kind.name), 'handler', m.amhandler::text),
    NULL
FROM pg_am m
CROSS JOIN LATERAL (SELECT CASE m.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END) AS kind (name)
WHERE m.oid >= 16384
