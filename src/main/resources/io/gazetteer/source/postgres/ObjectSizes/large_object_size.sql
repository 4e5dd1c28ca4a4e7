-- One row as that of large_objects.sql, without the count. Privileges: none. PostgreSQL 13 to 18.
SELECT pg_relation_size(c.oid) AS bytes, CAST(NULL AS bigint) AS objects
FROM pg_class c
WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relname = 'pg_largeobject'
