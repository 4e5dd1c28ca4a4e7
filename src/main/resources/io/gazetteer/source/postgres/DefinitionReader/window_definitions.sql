-- One row per window function: its CREATE statement. Runs as that of other routines does.
-- Parameter: oids. Privileges: none. PostgreSQL 13 to 18.
SELECT p.oid, pg_get_functiondef(p.oid) AS definition,
    0 AS part FROM pg_proc p WHERE p.oid = ANY (CAST(? AS oid[])) AND p.prokind = 'w'
