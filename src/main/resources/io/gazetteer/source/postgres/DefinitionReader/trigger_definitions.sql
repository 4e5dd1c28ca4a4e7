-- One row per trigger: its CREATE statement. A WHEN clause opens the relation for a moment, so each batch is a transaction of
-- its own. Parameter: oids. Privileges: none. PostgreSQL 13 to 18.
SELECT t.oid, pg_get_triggerdef(t.oid) AS definition,
    0 AS part FROM pg_trigger t WHERE t.oid = ANY (CAST(? AS oid[]))
