-- One row per membership by which a member has the privileges of a role without doing anything for it; the owner of the database is
-- a member of pg_database_owner without a row. Privileges: none. PostgreSQL 13 to 18.
SELECT g.rolname AS role, u.rolname AS member
FROM pg_auth_members m
JOIN pg_roles g ON g.oid = m.roleid
JOIN pg_roles u ON u.oid = m.member
WHERE [[pg_auth_members.inherit_option THEN m.inherit_option ELSE u.rolinherit]]
UNION ALL
SELECT g.rolname, u.rolname
FROM pg_database d
JOIN pg_roles u ON u.oid = d.datdba
JOIN pg_roles g ON g.rolname = 'pg_database_owner'
WHERE d.datname = current_database()
