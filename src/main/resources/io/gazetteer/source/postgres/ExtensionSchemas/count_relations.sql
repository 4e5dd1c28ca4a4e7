-- One row per schema that has any: its oid and how many tables, partitions, views, materialised views and foreign tables are in it.
-- Parameter: oids of schemas. Privileges: none. PostgreSQL 13 to 18.
SELECT c.relnamespace AS schema, count(*) AS relations
FROM pg_class c
WHERE c.relnamespace = ANY (CAST(? AS oid[])) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
GROUP BY c.relnamespace
