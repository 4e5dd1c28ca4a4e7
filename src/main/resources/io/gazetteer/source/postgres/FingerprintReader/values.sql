-- One row: how many rows a catalog has, and a hash over contents. {part} is a catalog or a view of it, {columns} what value_columns.sql
-- gave; temporary and TOAST tables are left out of pg_class by {condition}. Rights: none. PostgreSQL 14 to 18.
SELECT '{catalog}', count(*), bit_xor(hash_record_extended(ROW({columns}), 0))
FROM pg_catalog.{part} t
WHERE {condition}
