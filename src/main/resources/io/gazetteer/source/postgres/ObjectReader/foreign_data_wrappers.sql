-- One row per foreign data wrapper of the database. Columns as ObjectReader says; options that look like secrets are dropped by the
-- reader. Rights: none. PostgreSQL 13 to 18.
SELECT w.oid,
    0,
    0,
    w.fdwname,
    w.fdwname,
    pg_get_userbyid(w.fdwowner),
    obj_description(w.oid, 'pg_foreign_data_wrapper'),
    NULL,
    json_build_object(
        'handler', CASE WHEN w.fdwhandler <> 0 THEN w.fdwhandler::regproc::text END,
        'validator', CASE WHEN w.fdwvalidator <> 0 THEN w.fdwvalidator::regproc::text END,
        'options', coalesce(w.fdwoptions, '{}')),
    w.fdwacl
FROM pg_foreign_data_wrapper w
