-- One row per schema, the system's own left out. The comment is NULL when there is none. Privileges: none. H2 2.
SELECT SCHEMA_NAME, SCHEMA_OWNER, REMARKS
FROM INFORMATION_SCHEMA.SCHEMATA
WHERE SCHEMA_NAME <> 'INFORMATION_SCHEMA'
ORDER BY SCHEMA_NAME
