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
CROSS JOIN LATERAL (
    SELECT coalesce((SELECT named.fdwname FROM pg_foreign_data_wrapper named WHERE named.oid = s.srvfdw), CAST('unknown (OID=' || coalesce(s.srvfdw, 0) || ')' AS name))) AS w (fdwname)
