-- One row per statistics object (0: its CREATE statement), and per expression of it (its number). Opens the relation for a moment, so
-- each batch is a transaction of its own. Parameter: oids. Privileges: none. PostgreSQL 13 to 18.
SELECT s.oid, part.text AS definition, part.number AS part
FROM pg_statistic_ext s
CROSS JOIN LATERAL (
    SELECT pg_get_statisticsobjdef(s.oid), 0
    [[pg_statistic_ext.stxexprs THEN UNION ALL
    SELECT e.text, e.position::integer
    FROM unnest(pg_get_statisticsobjdef_expressions(s.oid)) WITH ORDINALITY AS e (text, position) ELSE ]]) AS part (text, number)
WHERE s.oid = ANY (CAST(? AS oid[]))
