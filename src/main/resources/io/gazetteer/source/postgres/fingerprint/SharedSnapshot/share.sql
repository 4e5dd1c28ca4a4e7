-- One row: the name under which other sessions can see what this transaction sees, while it lasts. Not inside a savepoint.
-- Privileges: EXECUTE on the function, which everybody has. PostgreSQL 13 to 18.
SELECT pg_export_snapshot() AS name
