-- One row per schema of this database, with the database's name; one row without a schema where there is none. System and temporary
-- schemas are excluded. Privileges: none. PostgreSQL 13 to 18.
SELECT d.name AS database,
    n.nspname AS schema
FROM (SELECT current_database()) AS d (name)
LEFT JOIN pg_namespace n ON n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
