-- Schemas of this database without the system's own; may_use: whether this user has USAGE; relations: tables,
-- views, materialised views, foreign and partitioned tables in it.
SELECT n.nspname AS name,
       pg_catalog.has_schema_privilege(n.oid, 'USAGE') AS may_use,
       (SELECT count(*) FROM pg_catalog.pg_class c
        WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'f', 'v', 'm')) AS relations
FROM pg_catalog.pg_namespace n
WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
ORDER BY n.nspname COLLATE "C"
