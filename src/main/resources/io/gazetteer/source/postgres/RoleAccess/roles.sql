-- One row per role of the server: name, and whether it is a superuser. Privileges: none. PostgreSQL 13 to 18.
SELECT r.rolname AS name, r.rolsuper AS superuser FROM pg_roles r
