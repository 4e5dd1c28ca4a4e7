-- One row where the database has large objects, for all of them; how many and how large follows as statistics (StatisticsReader).
-- Columns as ObjectReader says. Privileges: none. PostgreSQL 13 to 18.
SELECT 0 AS oid, 0 AS schema, 0 AS relation, 'large objects' AS identity, 'large objects' AS name, NULL AS owner, NULL AS comment, NULL AS definition, json_build_object() AS attributes, NULL AS acl
WHERE EXISTS (SELECT FROM pg_largeobject_metadata)
