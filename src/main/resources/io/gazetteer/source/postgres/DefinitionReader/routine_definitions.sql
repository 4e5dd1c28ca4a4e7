-- One row per function or procedure: its CREATE statement. A body in the SQL standard's form locks what it reads until the
-- statement's transaction ends, so each batch is a transaction of its own. Parameter: oids. Privileges: none. PostgreSQL 13 to 18.
SELECT p.oid, pg_get_functiondef(p.oid) AS definition,
    0 AS part
FROM pg_proc p
WHERE p.oid = ANY (CAST(? AS oid[])) AND p.prokind IN ('f', 'p')
