-- One row per index on the relations of the selected schemas: its relation, name, pages, scans since the statistics of the
-- database were last reset, and oid. Privileges: none. PostgreSQL 14 to 18.
SELECT i.indrelid AS relation, x.relname AS name, x.relpages AS pages, pg_stat_get_numscans(i.indexrelid) AS scans, i.indexrelid AS oid
FROM pg_index i
JOIN pg_class x ON x.oid = i.indexrelid
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = x.relnamespace
