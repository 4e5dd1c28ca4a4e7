-- One row per role of the server: name, whether it is a superuser, and the oid. Rights: none. PostgreSQL 13 to 18.
SELECT r.rolname, r.rolsuper FROM pg_roles r
