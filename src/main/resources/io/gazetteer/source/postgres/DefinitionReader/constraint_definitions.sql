-- One row per constraint (0: what follows its name), and per element of an exclusion that is an expression (its number). Opens
-- the relation for a moment, so each batch is a transaction of its own. Parameter: oids. Privileges: none. PostgreSQL 13 to 18.
SELECT k.oid, part.text AS definition, part.number AS part
FROM pg_constraint k
CROSS JOIN LATERAL (
    SELECT pg_get_constraintdef(k.oid), 0
    UNION ALL
    SELECT pg_get_indexdef(k.conindid, u.position::integer, false), u.position::integer
    FROM unnest(k.conkey) WITH ORDINALITY AS u (number, position)
    WHERE k.contype = 'x' AND u.number = 0) AS part (text, number)
WHERE k.oid = ANY (CAST(? AS oid[]))
