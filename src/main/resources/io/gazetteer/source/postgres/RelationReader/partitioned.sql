-- One row per partitioned table of the selected schemas: strategy r, l or h, and the columns of its key by number, 0 for an
-- expression. Privileges: none. PostgreSQL 13 to 18.
SELECT p.partrelid AS oid, p.partstrat AS strategy, p.partattrs AS columns
FROM pg_partitioned_table p
JOIN pg_class c ON c.oid = p.partrelid
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.relnamespace
WHERE true [[OF p.partrelid]]
