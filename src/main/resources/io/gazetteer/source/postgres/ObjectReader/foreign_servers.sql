-- One row per foreign server of the database. Columns as ObjectReader says; options are written behind the
-- definition by the reader, which drops those that look like secrets. Rights: none. PostgreSQL 13 to 18.
SELECT s.oid,
    0,
    0,
    s.srvname,
    s.srvname,
    pg_get_userbyid(s.srvowner),
    obj_description(s.oid, 'pg_foreign_server'),
    format('CREATE SERVER %I', s.srvname)
        || coalesce(' TYPE ' || quote_literal(s.srvtype), '')
        || coalesce(' VERSION ' || quote_literal(s.srvversion), '')
        || format(' FOREIGN DATA WRAPPER %I', w.fdwname),
    json_build_object(
        'foreignDataWrapper', w.fdwname,
        'serverType', s.srvtype,
        'serverVersion', s.srvversion,
        'options', coalesce(s.srvoptions, '{}')),
    s.srvacl
FROM pg_foreign_server s
JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
