-- One row where the database has large objects, for all of them; how many and how large follows as statistics (FigureReader).
-- Columns as ObjectReader says. Rights: none. PostgreSQL 13 to 18.
SELECT 0, 0, 0, 'large objects', 'large objects', NULL, NULL, NULL, json_build_object(), NULL
WHERE EXISTS (SELECT FROM pg_largeobject_metadata)
