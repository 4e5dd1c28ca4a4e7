-- One row per statistics object: its CREATE statement. Opens the relation for a moment, so each batch is a transaction of its
-- own. Parameter: oids. Rights: none. PostgreSQL 13 to 18.
SELECT s.oid, pg_get_statisticsobjdef(s.oid) FROM pg_statistic_ext s WHERE s.oid = ANY (CAST(? AS oid[]))
