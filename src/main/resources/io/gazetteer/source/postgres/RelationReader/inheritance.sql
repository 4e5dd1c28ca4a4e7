-- One row per parent of a child relation in the selected schemas, parents in order. The bound is NULL for plain inheritance.
-- pg_get_expr is given no relation: a bound refers to no column, and so nothing is opened. Privileges: none. PostgreSQL 13 to 18.
SELECT i.inhrelid AS child,
    i.inhparent AS parent,
    CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, 0) END AS bound,
    coalesce(pn.nspname::text, [[UNKNOWN pc.relnamespace]]) AS parent_schema,
    coalesce(pc.relname::text, [[UNKNOWN i.inhparent]]) AS parent_name,
    coalesce(pc.relispartition, false) AS parent_is_partition
FROM pg_inherits i
JOIN pg_class c ON c.oid = i.inhrelid
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.relnamespace
LEFT JOIN pg_class pc ON pc.oid = i.inhparent
LEFT JOIN pg_namespace pn ON pn.oid = pc.relnamespace
WHERE c.relkind IN ('r', 'p', 'f') [[OF i.inhrelid, i.inhparent]]
ORDER BY i.inhseqno
