-- One row per foreign data wrapper of the database. Columns as ObjectReader says; options are written behind the
-- definition by the reader, which drops those that look like secrets. Privileges: none. PostgreSQL 13 to 18.
SELECT w.oid,
    0 AS schema,
    0 AS relation,
    w.fdwname AS identity,
    w.fdwname AS name,
    pg_get_userbyid(w.fdwowner) AS owner,
    obj_description(w.oid, 'pg_foreign_data_wrapper') AS comment,
    format('CREATE FOREIGN DATA WRAPPER %I', w.fdwname)
        || CASE WHEN w.fdwhandler <> 0 THEN ' HANDLER ' || w.fdwhandler::regproc::text ELSE '' END
        || CASE WHEN w.fdwvalidator <> 0 THEN ' VALIDATOR ' || w.fdwvalidator::regproc::text ELSE '' END AS definition,
    json_build_object(
        'handler', CASE WHEN w.fdwhandler <> 0 THEN w.fdwhandler::regproc::text END,
        'validator', CASE WHEN w.fdwvalidator <> 0 THEN w.fdwvalidator::regproc::text END,
        'options', coalesce(w.fdwoptions, '{}')) AS attributes,
    w.fdwacl AS acl
FROM pg_foreign_data_wrapper w
