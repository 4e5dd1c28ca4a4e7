-- One row per database of the server: its oid and name, whether the user may connect, and whether it is a template.
-- Those that take no connections are listed too: they exist, so nothing about them may be thought gone.
-- Privileges: none; pg_database is readable by everybody unless a managed service says otherwise. PostgreSQL 13 to 18.
SELECT d.oid,
    d.datname AS name,
    d.datallowconn AND has_database_privilege(d.oid, 'CONNECT') AS connectable,
    d.datistemplate AS template
FROM pg_database d
