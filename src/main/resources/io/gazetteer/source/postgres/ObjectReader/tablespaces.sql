-- One row per tablespace of the server. Columns as ObjectReader says; the location is missing where the function that returns it
-- may not be called, and empty for those in the data folder. Privileges: none. PostgreSQL 13 to 18.
SELECT t.oid,
    0 AS schema,
    0 AS relation,
    t.spcname AS identity,
    t.spcname AS name,
    pg_get_userbyid(t.spcowner) AS owner,
    shobj_description(t.oid, 'pg_tablespace') AS comment,
    CASE WHEN t.spcname NOT IN ('pg_default', 'pg_global') AND place.folder IS NOT NULL THEN
        format('CREATE TABLESPACE %I OWNER %I LOCATION %L', t.spcname, pg_get_userbyid(t.spcowner),
            -- Relative are those in the data folder, which are made with an empty location.
            CASE WHEN place.folder LIKE '/%' THEN place.folder WHEN place.folder IS NOT NULL THEN '' END)
            || coalesce(' WITH (' || array_to_string(options.shown, ', ') || ')', '') END AS definition,
    json_build_object(
        'location', nullif(place.folder, ''),
        'options', coalesce(options.shown, '{}')) AS attributes,
    t.spcacl AS acl
FROM pg_tablespace t
CROSS JOIN LATERAL (
    SELECT CASE WHEN has_function_privilege('pg_catalog.pg_tablespace_location(oid)', 'EXECUTE') THEN pg_tablespace_location(t.oid) END)
    AS place (folder)
-- Those that begin with pg_ are the server's own.
CROSS JOIN LATERAL (
    SELECT array_agg(o.option ORDER BY o.position)
    FROM unnest(t.spcoptions) WITH ORDINALITY AS o (option, position)
    WHERE NOT starts_with(o.option, 'pg_')) AS options (shown)
