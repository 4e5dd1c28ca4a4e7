-- One row per entry of default privileges; for a kind that only a test has. Columns as ObjectReader says. Privileges: none.
SELECT d.oid,
    0 AS schema,
    0 AS relation,
    pg_catalog.pg_get_userbyid(d.defaclrole) || coalesce(' in ' || n.nspname, '') || ' ' || CAST(d.defaclobjtype AS text) AS identity,
    pg_catalog.pg_get_userbyid(d.defaclrole) || coalesce(' in ' || n.nspname, '') AS name,
    pg_catalog.pg_get_userbyid(d.defaclrole) AS owner,
    NULL AS comment,
    'ALTER DEFAULT PRIVILEGES' AS definition,
    pg_catalog.json_build_object(
        'isOfOneSchema', n.nspname IS NOT NULL,
        'granteeCount', pg_catalog.cardinality(d.defaclacl),
        'privileges', ARRAY(SELECT DISTINCT x.privilege_type FROM pg_catalog.aclexplode(d.defaclacl) AS x ORDER BY 1)) AS attributes,
    NULL AS acl
FROM pg_catalog.pg_default_acl d
LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
