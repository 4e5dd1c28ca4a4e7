-- Partition keys.
SELECT partrelid, partstrat, partattrs, pg_get_partkeydef(partrelid) FROM pg_partitioned_table
