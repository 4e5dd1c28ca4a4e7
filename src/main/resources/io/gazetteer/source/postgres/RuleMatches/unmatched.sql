-- One row per expression that matches no schema of this database: its place among them; system and temporary schemas do not count.
-- Parameter: expressions. Privileges: none. PostgreSQL 13 to 18.
SELECT e.place
FROM unnest(CAST(? AS text[])) WITH ORDINALITY AS e (expression, place)
WHERE NOT EXISTS (
    SELECT
    FROM pg_namespace n
    WHERE n.nspname ~ e.expression AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')
