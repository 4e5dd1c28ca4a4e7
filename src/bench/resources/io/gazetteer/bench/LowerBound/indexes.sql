-- Indexes with their pages.
SELECT i.indrelid, x.relpages, i.indnkeyatts, i.indkey FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
WHERE i.indrelid >= 16384
