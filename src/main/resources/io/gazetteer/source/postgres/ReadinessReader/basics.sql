-- One row per privilege among those by which missing privileges are named that the role has not, as written between GRANT and TO. Reads no
-- catalog. Privileges: none. PostgreSQL 13 to 18.
SELECT 'SELECT ON pg_catalog.' || c.name AS privilege
FROM unnest(ARRAY['pg_attribute', 'pg_class', 'pg_init_privs', 'pg_proc']) AS c (name)
WHERE NOT has_table_privilege('pg_catalog.' || c.name, 'SELECT')
UNION ALL
SELECT 'EXECUTE ON FUNCTION pg_catalog.aclexplode(aclitem[])'
WHERE NOT has_function_privilege('pg_catalog.aclexplode(aclitem[])', 'EXECUTE')
ORDER BY privilege
