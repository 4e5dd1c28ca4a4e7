-- One row: bytes of the relation that holds the data of large objects, with space that is not reused yet and without its index, and how
-- many large objects there are. Reads no data: only the relation's file is looked at, and the catalog that lists them. Privileges: none. PostgreSQL 13 to 18.
SELECT pg_relation_size(c.oid) AS bytes, (SELECT count(*) FROM pg_largeobject_metadata) AS objects
FROM pg_class c
WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relname = 'pg_largeobject'
