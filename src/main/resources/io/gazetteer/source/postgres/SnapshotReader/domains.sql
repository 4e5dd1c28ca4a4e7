-- One row per domain of the database, with its base type: formatted, by oid, and its modifier.
-- Rights: none. PostgreSQL 13 to 18.
SELECT t.oid, format_type(t.typbasetype, t.typtypmod), t.typbasetype, t.typtypmod
FROM pg_type t
WHERE t.typtype = 'd'
