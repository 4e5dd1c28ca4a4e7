-- One row per schema of the database: oid, name, owner, comment, access control list, and the name of the database; temporary, TOAST and
-- system schemas excluded. The comment is NULL when there is none, the ACL where nothing was granted.
-- Privileges: none; pg_namespace shows schemas without USAGE too. PostgreSQL 13 to 18.
SELECT n.oid,
    n.nspname AS name,
    pg_get_userbyid(n.nspowner) AS owner,
    d.description AS comment,
    n.nspacl AS acl,
    current_database() AS database
FROM pg_namespace n
LEFT JOIN pg_description d
    ON d.classoid = 'pg_catalog.pg_namespace'::regclass AND d.objoid = n.oid AND d.objsubid = 0
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
