-- One row per catalog column that this server has and lets the user read, as catalog.column. Decides what is asked, in place of version numbers.
-- OFFSET keeps the planner from reading all columns of the server.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT c.relname || '.' || a.attname AS name
FROM pg_class c
CROSS JOIN LATERAL (SELECT * FROM pg_attribute one WHERE one.attrelid = c.oid AND one.attnum > 0 AND NOT one.attisdropped OFFSET 0) AS a
WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind IN ('r', 'v')
    AND has_column_privilege(c.oid, a.attnum, 'SELECT')
