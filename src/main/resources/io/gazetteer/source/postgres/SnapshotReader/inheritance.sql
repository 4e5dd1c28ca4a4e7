-- One row per parent of a child relation in the selected schemas, parents in order. The bound is NULL for plain inheritance.
-- pg_get_expr is given no relation: a bound refers to no column, and so nothing is opened. Rights: none. PostgreSQL 13 to 18.
SELECT i.inhrelid,
    i.inhparent,
    CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, 0) END,
    coalesce(pn.nspname::text, 'unknown (OID=' || coalesce(pc.relnamespace, 0) || ')'),
    coalesce(pc.relname::text, 'unknown (OID=' || i.inhparent || ')'),
    coalesce(pc.relispartition, false)
FROM pg_inherits i
JOIN pg_class c ON c.oid = i.inhrelid
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.relnamespace
LEFT JOIN pg_class pc ON pc.oid = i.inhparent
LEFT JOIN pg_namespace pn ON pn.oid = pc.relnamespace
WHERE c.relkind IN ('r', 'p', 'f') [[OF i.inhrelid, i.inhparent]]
ORDER BY i.inhseqno
