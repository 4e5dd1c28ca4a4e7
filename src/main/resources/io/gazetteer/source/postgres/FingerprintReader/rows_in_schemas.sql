-- As rows.sql, without what lies in temporary schemas. {part} is the column that names the schema. Rights: none. PostgreSQL 14 to 18.
SELECT '{catalog}', count(*), bit_xor(hash_record_extended(ROW(t.xmin, t.ctid), 0))
FROM pg_catalog.{catalog} t
WHERE NOT EXISTS (
    SELECT FROM pg_catalog.pg_namespace n WHERE n.oid = t.{part} AND n.nspname ~ '^pg_(toast_)?temp_')
