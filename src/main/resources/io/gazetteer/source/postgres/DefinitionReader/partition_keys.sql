-- One row per partitioned table: what follows PARTITION BY. Opens the relation for a moment when the key has an
-- expression, so each batch is a transaction of its own. Parameter: oids. Privileges: none. PostgreSQL 13 to 18.
SELECT p.partrelid AS oid, pg_get_partkeydef(p.partrelid) AS definition,
    0 AS part
FROM pg_partitioned_table p
WHERE p.partrelid = ANY (CAST(? AS oid[]))
