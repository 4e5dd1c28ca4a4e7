-- One row per rule: its CREATE statement. PostgreSQL locks what the rule reads and writes until the statement's transaction ends,
-- so each batch is a transaction of its own. Parameter: oids. Privileges: none. PostgreSQL 13 to 18.
SELECT r.oid, pg_get_ruledef(r.oid) AS definition,
    0 AS part FROM pg_rewrite r WHERE r.oid = ANY (CAST(? AS oid[]))
