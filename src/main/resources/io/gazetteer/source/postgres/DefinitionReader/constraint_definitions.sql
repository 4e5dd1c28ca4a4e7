-- One row per constraint: what stands behind its name. Opens the relation for a moment, so each batch is a transaction of its
-- own. Parameter: oids. Rights: none. PostgreSQL 13 to 18.
SELECT k.oid, pg_get_constraintdef(k.oid) FROM pg_constraint k WHERE k.oid = ANY (CAST(? AS oid[]))
