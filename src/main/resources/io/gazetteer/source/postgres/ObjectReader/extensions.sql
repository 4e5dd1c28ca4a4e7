-- One row per extension of the database. Columns as ObjectReader says. Privileges: none. PostgreSQL 13 to 18.
SELECT e.oid,
    0 AS schema,
    0 AS relation,
    e.extname AS identity,
    e.extname AS name,
    pg_get_userbyid(e.extowner) AS owner,
    obj_description(e.oid, 'pg_extension') AS comment,
    format('CREATE EXTENSION %I WITH SCHEMA %I VERSION %L', e.extname, n.nspname, e.extversion) AS definition,
    json_build_object(
        'extensionVersion', e.extversion,
        'installedIn', n.nspname,
        'isRelocatable', e.extrelocatable) AS attributes,
    NULL AS acl
FROM pg_extension e
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF e.extnamespace]]) AS n (nspname)
