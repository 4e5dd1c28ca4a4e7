-- One row per role of the server, those that come with PostgreSQL left out save the first superuser. Columns as ObjectReader says.
-- Reads pg_roles, which shows no password. Rights: none. PostgreSQL 13 to 18.
SELECT r.oid,
    0,
    0,
    r.rolname,
    r.rolname,
    NULL,
    shobj_description(r.oid, 'pg_authid'),
    NULL,
    json_build_object(
        'isSuperuser', r.rolsuper,
        'isLogin', r.rolcanlogin,
        'isInherit', r.rolinherit,
        'isCreateRole', r.rolcreaterole,
        'isCreateDatabase', r.rolcreatedb,
        'isReplication', r.rolreplication,
        'isBypassingRowSecurity', r.rolbypassrls,
        'connectionLimit', nullif(r.rolconnlimit, -1),
        'validUntil', r.rolvaliduntil AT TIME ZONE 'UTC',
        'memberOf', ARRAY(
            SELECT DISTINCT g.rolname
            FROM pg_auth_members m
            JOIN pg_roles g ON g.oid = m.roleid
            WHERE m.member = r.oid
            ORDER BY g.rolname),
        'adminOf', ARRAY(
            SELECT DISTINCT g.rolname
            FROM pg_auth_members m
            JOIN pg_roles g ON g.oid = m.roleid
            WHERE m.member = r.oid AND m.admin_option
            ORDER BY g.rolname),
        'members', ARRAY(
            SELECT DISTINCT u.rolname
            FROM pg_auth_members m
            JOIN pg_roles u ON u.oid = m.member
            WHERE m.roleid = r.oid
            ORDER BY u.rolname),
        'defaultPrivileges', ARRAY(
            SELECT format('%son %s: %s to %s',
                CASE WHEN d.defaclnamespace <> 0 THEN format('in schema %I ', n.nspname) ELSE '' END,
                CASE d.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'routines'
                    WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas' ELSE 'large objects' END,
                string_agg(x.privilege_type || CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END,
                    ', ' ORDER BY x.privilege_type),
                CASE WHEN x.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END)
            FROM pg_default_acl d
            LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace
            CROSS JOIN LATERAL aclexplode(d.defaclacl) AS x
            WHERE d.defaclrole = r.oid
            GROUP BY d.oid, d.defaclnamespace, n.nspname, d.defaclobjtype, x.grantee
            ORDER BY 1)),
    NULL
FROM pg_roles r
WHERE r.rolname !~ '^pg_'
