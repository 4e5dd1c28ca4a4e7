-- One row: connections that the server allows, those kept back for others than this role, and those in use; limits of the database and of
-- the role with how many of each are in use, NULL where there is no limit. Of sessions of other roles only those with pg_read_all_stats
-- see what sort they are; to others a worker that has a user counts too. Privileges: none. PostgreSQL 13 to 18; reserved_connections from 16 on.
SELECT cast(current_setting('max_connections') AS bigint) AS most,
    CASE WHEN r.rolsuper THEN 0
        ELSE cast(current_setting('superuser_reserved_connections') AS bigint)
            + cast(coalesce(current_setting('reserved_connections', true), '0') AS bigint) END AS reserved,
    sessions.used,
    CASE WHEN d.datconnlimit >= 0 AND NOT r.rolsuper THEN d.datconnlimit END AS database_limit,
    sessions.of_database AS database_used,
    CASE WHEN r.rolconnlimit >= 0 AND NOT r.rolsuper THEN r.rolconnlimit END AS role_limit,
    sessions.of_role AS role_used
FROM pg_catalog.pg_roles r
CROSS JOIN pg_catalog.pg_database d
CROSS JOIN (
    SELECT count(*) AS used,
        count(*) FILTER (WHERE a.datname = current_database()) AS of_database,
        count(*) FILTER (WHERE a.usename = current_user) AS of_role
    FROM pg_catalog.pg_stat_activity a
    WHERE a.usesysid IS NOT NULL AND coalesce(a.backend_type, 'client backend') = 'client backend') AS sessions
WHERE r.rolname = current_user AND d.datname = current_database()
