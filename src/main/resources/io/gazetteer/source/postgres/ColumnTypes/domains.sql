-- One row per domain of the database, with its base type: formatted, by oid, and its modifier; and whether it is NOT NULL itself.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT t.oid, format_type(t.typbasetype, t.typtypmod) AS formatted_base, t.typbasetype AS base, t.typtypmod AS base_modifier, t.typnotnull AS not_null
FROM pg_type t
WHERE t.typtype = 'd'
