-- One row per foreign server of the database. Columns as ObjectReader says; options that look like secrets are dropped by the
-- reader. Rights: none. PostgreSQL 13 to 18.
SELECT s.oid,
    0,
    0,
    s.srvname,
    s.srvname,
    pg_get_userbyid(s.srvowner),
    obj_description(s.oid, 'pg_foreign_server'),
    NULL,
    json_build_object(
        'foreignDataWrapper', w.fdwname,
        'serverType', s.srvtype,
        'serverVersion', s.srvversion,
        'options', coalesce(s.srvoptions, '{}')),
    s.srvacl
FROM pg_foreign_server s
JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
