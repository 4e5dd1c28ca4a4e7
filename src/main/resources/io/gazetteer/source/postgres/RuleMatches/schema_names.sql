-- One row per schema of this database; system and temporary schemas left out. Rights: none. PostgreSQL 13 to 18.
SELECT n.nspname
FROM pg_namespace n
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
