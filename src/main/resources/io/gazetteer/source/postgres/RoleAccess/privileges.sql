-- One row per privilege that this server knows on tables: what an owner has by default; 10 is the first superuser.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT x.privilege_type AS privilege FROM aclexplode(acldefault('r', 10)) AS x ORDER BY x.privilege_type
