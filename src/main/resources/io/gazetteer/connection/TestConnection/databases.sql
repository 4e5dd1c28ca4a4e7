-- Databases that take connections, templates left out; may_connect: whether this user has CONNECT.
SELECT datname AS name, pg_catalog.has_database_privilege(oid, 'CONNECT') AS may_connect
FROM pg_catalog.pg_database
WHERE datallowconn AND NOT datistemplate
ORDER BY datname COLLATE "C"
