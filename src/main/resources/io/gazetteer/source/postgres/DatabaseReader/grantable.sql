-- One row per database that takes connections, but none of this role. Privileges: none. PostgreSQL 13 to 18.
SELECT d.datname AS name
FROM pg_database d
WHERE d.datallowconn AND NOT has_database_privilege(d.oid, 'CONNECT')
