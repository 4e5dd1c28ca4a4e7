-- One row per role of the server, those that come with PostgreSQL excluded except the first superuser, and per role that is gone though
-- default privileges or memberships refer to it, of which nothing else is known. Columns as ObjectReader says.
-- Reads pg_roles, which shows no password. Settings are those for every database and those for this one; the reader drops those that
-- look like secrets. Privileges: none. PostgreSQL 13 to 18.
SELECT r.oid,
    0 AS schema,
    0 AS relation,
    r.rolname AS identity,
    r.rolname AS name,
    NULL AS owner,
    shobj_description(r.oid, 'pg_authid') AS comment,
    CASE WHEN r.rolsuper IS NOT NULL THEN format('CREATE ROLE %I WITH %s', r.rolname,
        concat_ws(' ',
            CASE WHEN r.rolsuper THEN 'SUPERUSER' ELSE 'NOSUPERUSER' END,
            CASE WHEN r.rolinherit THEN 'INHERIT' ELSE 'NOINHERIT' END,
            CASE WHEN r.rolcreaterole THEN 'CREATEROLE' ELSE 'NOCREATEROLE' END,
            CASE WHEN r.rolcreatedb THEN 'CREATEDB' ELSE 'NOCREATEDB' END,
            CASE WHEN r.rolcanlogin THEN 'LOGIN' ELSE 'NOLOGIN' END,
            CASE WHEN r.rolreplication THEN 'REPLICATION' ELSE 'NOREPLICATION' END,
            CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END,
            'CONNECTION LIMIT ' || nullif(r.rolconnlimit, -1),
            'VALID UNTIL ' || quote_literal(r.rolvaliduntil))) END AS definition,
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
            CROSS JOIN LATERAL (SELECT pg_get_userbyid(m.roleid)) AS g (rolname)
            WHERE m.member = r.oid
            ORDER BY g.rolname),
        'adminOf', ARRAY(
            SELECT DISTINCT g.rolname
            FROM pg_auth_members m
            CROSS JOIN LATERAL (SELECT pg_get_userbyid(m.roleid)) AS g (rolname)
            WHERE m.member = r.oid AND m.admin_option
            ORDER BY g.rolname),
        'membershipOptions', ARRAY(
            SELECT format('%I WITH ADMIN %s%s', g.rolname, CASE WHEN m.admin_option THEN 'TRUE' ELSE 'FALSE' END,
                [[pg_auth_members.inherit_option THEN format(', INHERIT %s, SET %s GRANTED BY %I', upper(m.inherit_option::text),
                    upper(m.set_option::text), pg_get_userbyid(m.grantor)) ELSE '']])
            FROM pg_auth_members m
            CROSS JOIN LATERAL (SELECT pg_get_userbyid(m.roleid)) AS g (rolname)
            WHERE m.member = r.oid
            ORDER BY 1),
        'members', ARRAY(
            SELECT DISTINCT u.rolname
            FROM pg_auth_members m
            CROSS JOIN LATERAL (SELECT pg_get_userbyid(m.member)) AS u (rolname)
            WHERE m.roleid = r.oid
            ORDER BY u.rolname),
        'defaultPrivileges', ARRAY(
            SELECT format('%son %s: %s to %s',
                CASE WHEN d.defaclnamespace <> 0 THEN E'\x01\x02' || format('in schema %I ', n.nspname) || E'\x02\x01' ELSE '' END,
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
            ORDER BY 1),
        'parameterPrivileges', [[pg_parameter_acl.paracl THEN ARRAY(
            SELECT format('%s on %s%s', x.privilege_type, p.parname, CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' END)
            FROM pg_parameter_acl p
            CROSS JOIN LATERAL aclexplode(p.paracl) AS x
            WHERE x.grantee = r.oid
            ORDER BY 1) ELSE NULL::text[] ]],
        'settings', [[pg_db_role_setting.setconfig THEN ARRAY(
            SELECT s.setting
            FROM (
                SELECT d.datname, unnest(c.setconfig)
                FROM pg_db_role_setting c
                LEFT JOIN pg_database d ON d.oid = c.setdatabase
                WHERE c.setrole = r.oid AND c.setdatabase IN (0, d.oid)) AS s (database, setting)
            WHERE s.database IS NULL OR s.database = current_database()
            ORDER BY s.database NULLS FIRST, s.setting) ELSE NULL::text[] ]]) AS attributes,
    NULL AS acl
FROM (
    SELECT known.oid, known.rolname, known.rolsuper, known.rolinherit, known.rolcreaterole, known.rolcreatedb, known.rolcanlogin,
        known.rolreplication, known.rolbypassrls, known.rolconnlimit, known.rolvaliduntil
    FROM pg_roles known
    WHERE known.rolname !~ '^pg_'
    UNION ALL
    SELECT gone.oid, CAST([[UNKNOWN gone.oid]] AS name), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM (
        SELECT d.defaclrole FROM pg_default_acl d
        UNION SELECT m.roleid FROM pg_auth_members m
        UNION SELECT m.member FROM pg_auth_members m) AS gone (oid)
    -- Both are asked, as a server may hide roles that are there.
    WHERE NOT EXISTS (SELECT FROM pg_roles known WHERE known.oid = gone.oid)
        AND pg_get_userbyid(gone.oid) = [[UNKNOWN gone.oid]]) AS r
