-- One row per entry of default privileges; for a kind that only a test has. Columns as ObjectReader says. Rights: none.
SELECT d.oid,
    0,
    0,
    pg_catalog.pg_get_userbyid(d.defaclrole) || coalesce(' in ' || n.nspname, '') || ' ' || CAST(d.defaclobjtype AS text),
    pg_catalog.pg_get_userbyid(d.defaclrole) || coalesce(' in ' || n.nspname, ''),
    pg_catalog.pg_get_userbyid(d.defaclrole),
    NULL,
    'ALTER DEFAULT PRIVILEGES',
    pg_catalog.json_build_object(
        'isOfOneSchema', n.nspname IS NOT NULL,
        'granteeCount', pg_catalog.cardinality(d.defaclacl),
        'privileges', ARRAY(SELECT DISTINCT x.privilege_type FROM pg_catalog.aclexplode(d.defaclacl) AS x ORDER BY 1)),
    NULL
FROM pg_catalog.pg_default_acl d
LEFT JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
