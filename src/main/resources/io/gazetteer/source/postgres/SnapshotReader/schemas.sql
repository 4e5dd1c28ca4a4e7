-- One row per schema of the database, with whether the rules select it; temporary, TOAST and system schemas left out.
-- Parameters: database and schema expressions of the include rules, the same of the exclude rules; a NULL schema expression
-- means each schema, no include rule at all means everything. Then, in the order of the include rules, the one name that a schema
-- expression means, NULL where it means several: whether one of them names the schema comes last.
-- Rights: none; pg_namespace shows schemas without USAGE too. PostgreSQL 13 to 18. The comment is NULL when there is none,
-- the ACL where nothing was granted.
SELECT n.oid,
    n.nspname,
    pg_get_userbyid(n.nspowner),
    d.description,
    (cardinality(rules.include_database) = 0 OR EXISTS (
        SELECT
        FROM unnest(rules.include_database, rules.include_schema) AS r (database, schema)
        WHERE current_database() ~ r.database AND (r.schema IS NULL OR n.nspname ~ r.schema)))
    AND NOT EXISTS (
        SELECT
        FROM unnest(rules.exclude_database, rules.exclude_schema) AS r (database, schema)
        WHERE current_database() ~ r.database AND (r.schema IS NULL OR n.nspname ~ r.schema)) AS selected,
    CAST(n.nspacl AS text),
    EXISTS (
        SELECT
        FROM unnest(rules.include_database, rules.include_name) AS r (database, name)
        WHERE current_database() ~ r.database AND n.nspname = r.name) AS named
FROM (SELECT CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]))
    AS rules (include_database, include_schema, exclude_database, exclude_schema, include_name)
CROSS JOIN pg_namespace n
LEFT JOIN pg_description d
    ON d.classoid = 'pg_catalog.pg_namespace'::regclass AND d.objoid = n.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
