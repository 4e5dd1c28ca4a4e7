-- As rows.sql, with a hash over contents. {part} is a catalog or a view of it, {columns} what value_columns.sql gave.
-- Privileges: none. PostgreSQL 14 to 18.
SELECT CAST(-1 AS bigint) AS node, count(*) AS row_count, coalesce(bit_xor(hash_record_extended(ROW({columns}), 0)), 0) AS versions
FROM pg_catalog.{part} t
