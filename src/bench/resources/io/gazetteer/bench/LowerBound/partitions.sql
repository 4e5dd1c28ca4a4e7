-- Parents and partition bounds.
SELECT i.inhrelid, i.inhparent, CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, 0) END
FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE c.relkind IN ('r', 'p', 'f')
