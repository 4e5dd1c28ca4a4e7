-- One row per foreign server of the database. Columns as ObjectReader says; options are written behind the
-- definition by the reader, which drops those that look like secrets. Privileges: none. PostgreSQL 13 to 18.
SELECT s.oid,
    0 AS schema,
    0 AS relation,
    s.srvname AS identity,
    s.srvname AS name,
    pg_get_userbyid(s.srvowner) AS owner,
    obj_description(s.oid, 'pg_foreign_server') AS comment,
    format('CREATE SERVER %I', s.srvname)
        || coalesce(' TYPE ' || quote_literal(s.srvtype), '')
        || coalesce(' VERSION ' || quote_literal(s.srvversion), '')
        || format(' FOREIGN DATA WRAPPER %I', w.fdwname) AS definition,
    json_build_object(
        'foreignDataWrapper', w.fdwname,
        'serverType', s.srvtype,
        'serverVersion', s.srvversion,
        'options', coalesce(s.srvoptions, '{}')) AS attributes,
    s.srvacl AS acl
FROM pg_foreign_server s
CROSS JOIN LATERAL (
    SELECT [[NAME pg_foreign_data_wrapper.fdwname OF s.srvfdw]]) AS w (fdwname)
