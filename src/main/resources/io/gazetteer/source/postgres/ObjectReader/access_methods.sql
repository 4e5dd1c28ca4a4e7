-- One row per access method of the database that did not come with the server. Columns as ObjectReader says.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT m.oid,
    0 AS schema,
    0 AS relation,
    m.amname AS identity,
    m.amname AS name,
    NULL AS owner,
    obj_description(m.oid, 'pg_am') AS comment,
    format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', m.amname, kind.name, m.amhandler) AS definition,
    json_build_object('subType', lower(kind.name), 'handler', m.amhandler::text) AS attributes,
    NULL AS acl
FROM pg_am m
CROSS JOIN LATERAL (SELECT CASE m.amtype WHEN 't' THEN 'TABLE' ELSE 'INDEX' END) AS kind (name)
WHERE m.oid >= 16384
