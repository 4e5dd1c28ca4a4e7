-- One row per tablespace of the server. Columns as ObjectReader says; the location is left out where the function that tells it
-- may not be called, and empty for those in the data folder. Rights: none. PostgreSQL 13 to 18.
SELECT t.oid,
    0,
    0,
    t.spcname,
    t.spcname,
    pg_get_userbyid(t.spcowner),
    shobj_description(t.oid, 'pg_tablespace'),
    NULL,
    json_build_object(
        'location', CASE WHEN has_function_privilege('pg_catalog.pg_tablespace_location(oid)', 'EXECUTE')
            THEN nullif(pg_tablespace_location(t.oid), '') END,
        'options', coalesce(t.spcoptions, '{}')),
    t.spcacl
FROM pg_tablespace t
