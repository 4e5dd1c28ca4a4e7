-- One row per schema of the database that the rules select: its oid; system schemas are among them. Parameters: database and schema
-- expressions of the include rules, the same of the exclude rules; a NULL schema expression means each schema, no include rule at all
-- means everything; then oids of schemas that are gone. No text is returned: the driver could not read all of them.
-- Privileges: none; pg_namespace shows schemas without USAGE too. PostgreSQL 13 to 18.
SELECT n.oid
FROM (SELECT CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS text[]))
    AS rules (include_database, include_schema, exclude_database, exclude_schema)
CROSS JOIN (
    SELECT s.oid, s.nspname FROM pg_namespace s
    UNION ALL
    SELECT gone.oid, CAST([[UNKNOWN gone.oid]] AS name) FROM unnest(CAST(? AS oid[])) AS gone (oid)) AS n (oid, nspname)
WHERE (cardinality(rules.include_database) = 0 OR EXISTS (
        SELECT
        FROM unnest(rules.include_database, rules.include_schema) AS r (database, schema)
        WHERE current_database() ~ r.database AND (r.schema IS NULL OR n.nspname ~ r.schema)))
    AND NOT EXISTS (
        SELECT
        FROM unnest(rules.exclude_database, rules.exclude_schema) AS r (database, schema)
        WHERE current_database() ~ r.database AND (r.schema IS NULL OR n.nspname ~ r.schema))
