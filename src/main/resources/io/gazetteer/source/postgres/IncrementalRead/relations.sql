-- One row per table, partition, view, materialised view, foreign table and sequence of the selected schemas: its oid.
-- Parameter: oids of the selected schemas. Privileges: none. PostgreSQL 13 to 18.
SELECT c.oid
FROM pg_class c
WHERE c.relnamespace = ANY (CAST(? AS oid[])) AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
