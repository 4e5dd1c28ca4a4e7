-- One row per expression that matches the name of this database. Parameter: expressions. Rights: none. PostgreSQL 13 to 18.
SELECT e.expression
FROM unnest(CAST(? AS text[])) AS e (expression)
WHERE current_database() ~ e.expression
