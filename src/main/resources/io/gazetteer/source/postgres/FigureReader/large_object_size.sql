-- One number: the first column of large_objects.sql. Rights: none. PostgreSQL 13 to 18.
SELECT pg_relation_size(c.oid)
FROM pg_class c
WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relname = 'pg_largeobject'
