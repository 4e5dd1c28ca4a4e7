-- One row per index (0: its CREATE statement), per key of it that is an expression (its number), and per predicate (-1). Opens the
-- indexed relation for a moment, so each batch is a transaction of its own. Parameter: oids of indexes. Privileges: none. PostgreSQL 13 to 18.
SELECT i.indexrelid AS oid, part.text AS definition, part.number AS part
FROM pg_index i
CROSS JOIN LATERAL (
    SELECT pg_get_indexdef(i.indexrelid), 0
    UNION ALL
    SELECT pg_get_expr(i.indpred, i.indrelid), -1 WHERE i.indpred IS NOT NULL
    UNION ALL
    SELECT pg_get_indexdef(i.indexrelid, u.position::integer, false), u.position::integer
    FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS u (number, position)
    WHERE u.number = 0) AS part (text, number)
WHERE i.indexrelid = ANY (CAST(? AS oid[]))
