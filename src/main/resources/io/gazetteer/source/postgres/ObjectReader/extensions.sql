-- One row per extension of the database. Columns as ObjectReader says. Rights: none. PostgreSQL 13 to 18.
SELECT e.oid,
    0,
    0,
    e.extname,
    e.extname,
    pg_get_userbyid(e.extowner),
    obj_description(e.oid, 'pg_extension'),
    format('CREATE EXTENSION %I WITH SCHEMA %I VERSION %L', e.extname, n.nspname, e.extversion),
    json_build_object(
        'extensionVersion', e.extversion,
        'installedIn', n.nspname,
        'isRelocatable', e.extrelocatable),
    NULL
FROM pg_extension e
CROSS JOIN LATERAL (
    SELECT coalesce((SELECT named.nspname FROM pg_namespace named WHERE named.oid = e.extnamespace), CAST('unknown (OID=' || coalesce(e.extnamespace, 0) || ')' AS name))) AS n (nspname)
