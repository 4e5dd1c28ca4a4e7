-- One text: the columns of a catalog or view that the user may read, except those excluded, as a list of expressions over t. What has
-- no hash is turned into text. Parameters: name of the catalog, names to exclude as an array in text form. NULL = none may be read.
-- Privileges: none. PostgreSQL 14 to 18.
SELECT string_agg(
    CASE WHEN a.atttypid = 'pg_node_tree'::regtype THEN format('CAST(t.%I AS text)', a.attname) ELSE format('t.%I', a.attname) END,
    ', ' ORDER BY a.attnum) AS columns
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relnamespace = 'pg_catalog'::regnamespace
    AND c.relname = ?
    AND a.attname <> ALL (CAST(? AS name[]))
    AND has_column_privilege(c.oid, a.attnum, 'SELECT')
