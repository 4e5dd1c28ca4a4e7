-- One row per foreign data wrapper of the database. Columns as ObjectReader says; options are written behind the
-- definition by the reader, which drops those that look like secrets. Rights: none. PostgreSQL 13 to 18.
SELECT w.oid,
    0,
    0,
    w.fdwname,
    w.fdwname,
    pg_get_userbyid(w.fdwowner),
    obj_description(w.oid, 'pg_foreign_data_wrapper'),
    format('CREATE FOREIGN DATA WRAPPER %I', w.fdwname)
        || CASE WHEN w.fdwhandler <> 0 THEN ' HANDLER ' || w.fdwhandler::regproc::text ELSE '' END
        || CASE WHEN w.fdwvalidator <> 0 THEN ' VALIDATOR ' || w.fdwvalidator::regproc::text ELSE '' END,
    json_build_object(
        'handler', CASE WHEN w.fdwhandler <> 0 THEN w.fdwhandler::regproc::text END,
        'validator', CASE WHEN w.fdwvalidator <> 0 THEN w.fdwvalidator::regproc::text END,
        'options', coalesce(w.fdwoptions, '{}')),
    w.fdwacl
FROM pg_foreign_data_wrapper w
