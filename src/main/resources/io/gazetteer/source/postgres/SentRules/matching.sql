-- One row per expression that matches the name of this database: its place among them. Parameter: expressions.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT e.place
FROM unnest(CAST(? AS text[])) WITH ORDINALITY AS e (expression, place)
WHERE current_database() ~ e.expression
