-- One row per schema of the database, by name: oid, name, whether the role has USAGE on it, tables of all sorts without partitions, and
-- views of both sorts. The system's own and temporary schemas are excluded. One pass over pg_class, however many schemas there are.
-- Privileges: none; pg_namespace shows schemas without USAGE too. PostgreSQL 13 to 18.
SELECT n.oid,
    n.nspname AS name,
    has_schema_privilege(n.oid, 'USAGE') AS usable,
    coalesce(r.tables, 0) AS tables,
    coalesce(r.views, 0) AS views
FROM pg_namespace n
LEFT JOIN (
    SELECT c.relnamespace,
        count(*) FILTER (WHERE c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition) AS tables,
        count(*) FILTER (WHERE c.relkind IN ('v', 'm')) AS views
    FROM pg_class c
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
    GROUP BY c.relnamespace) AS r ON r.relnamespace = n.oid
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY n.nspname
