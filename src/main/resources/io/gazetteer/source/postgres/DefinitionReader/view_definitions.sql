-- One row per view or materialised view: its query. PostgreSQL locks what the view reads until the statement's transaction
-- ends, so each batch is a transaction of its own. Parameter: oids. Privileges: none. PostgreSQL 13 to 18.
SELECT c.oid, pg_get_viewdef(c.oid) AS definition,
    0 AS part
FROM pg_class c
WHERE c.oid = ANY (CAST(? AS oid[])) AND c.relkind IN ('v', 'm')
