-- One row: whether another session is to help, as the catalog is larger than one session reads soon enough, and the server has the function
-- and lets the user call it. Parameter: how many pages pg_attribute then has at least. Privileges: none. PostgreSQL 13 to 18.
SELECT EXISTS (
        SELECT FROM pg_catalog.pg_class c WHERE c.oid = 'pg_catalog.pg_attribute'::regclass AND c.relpages >= ?)
    AND EXISTS (
        SELECT
        FROM pg_catalog.pg_proc p
        WHERE p.pronamespace = 'pg_catalog'::regnamespace
            AND p.proname = 'pg_export_snapshot'
            AND has_function_privilege(p.oid, 'EXECUTE')) AS worth_it
