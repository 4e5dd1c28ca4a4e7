-- As rows.sql, without rows that belong to temporary tables, which come and go with applications, and to TOAST tables, which change
-- when data are rewritten. {part} is the column that names the relation. Rights: none. PostgreSQL 14 to 18.
SELECT '{catalog}', count(*), bit_xor(hash_record_extended(ROW(t.xmin, t.ctid), 0))
FROM pg_catalog.{catalog} t
WHERE NOT EXISTS (
    SELECT FROM pg_catalog.pg_class c WHERE c.oid = t.{part} AND (c.relpersistence = 't' OR c.relkind = 't'))
