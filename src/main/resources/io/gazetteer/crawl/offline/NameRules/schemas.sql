-- One row per schema that the rules select, by the same conditions as a server is asked with; a NULL schema expression means each
-- schema, no include rule at all means everything. Privileges: none. PostgreSQL 13 to 18.
SELECT n.name
FROM (SELECT CAST(:includeDatabase AS text[]), CAST(:includeSchema AS text[]), CAST(:excludeDatabase AS text[]), CAST(:excludeSchema AS text[]))
    AS rules (include_database, include_schema, exclude_database, exclude_schema)
CROSS JOIN unnest(CAST(:names AS text[])) AS n (name)
WHERE (cardinality(rules.include_database) = 0 OR EXISTS (
        SELECT
        FROM unnest(rules.include_database, rules.include_schema) AS r (database, schema)
        WHERE CAST(:database AS text) COLLATE "C" ~ r.database AND (r.schema IS NULL OR n.name COLLATE "C" ~ r.schema)))
    AND NOT EXISTS (
        SELECT
        FROM unnest(rules.exclude_database, rules.exclude_schema) AS r (database, schema)
        WHERE CAST(:database AS text) COLLATE "C" ~ r.database AND (r.schema IS NULL OR n.name COLLATE "C" ~ r.schema))
