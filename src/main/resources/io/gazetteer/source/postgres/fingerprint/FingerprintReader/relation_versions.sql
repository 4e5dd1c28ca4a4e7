-- One row: a count and a hash over versions, as in rows.sql, of pg_class without temporary and TOAST tables: whether any relation was
-- touched between two moments, also where the touch was taken back. Privileges: none. PostgreSQL 14 to 18.
SELECT count(*) AS row_count, bit_xor(hash_record_extended(ROW(t.xmin, t.ctid), 0)) AS versions
FROM pg_catalog.pg_class t
WHERE t.relpersistence <> 't' AND t.relkind <> 't'
