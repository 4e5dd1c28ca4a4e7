-- One row per rule: its CREATE statement. PostgreSQL locks what the rule reads and writes until the statement's transaction ends,
-- so it runs in autocommit. Parameter: oids. Rights: none. PostgreSQL 13 to 18.
SELECT r.oid, pg_get_ruledef(r.oid) FROM pg_rewrite r WHERE r.oid = ANY (CAST(? AS oid[]))
