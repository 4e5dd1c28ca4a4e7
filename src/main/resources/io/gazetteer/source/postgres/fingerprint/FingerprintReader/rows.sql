-- One row: -1, for rows that belong to no node; how many rows a catalog has; and a hash over their versions: who inserted each, and where
-- it lies. It differs when any row was inserted, updated or deleted, and stays with VACUUM, ANALYZE and FREEZE, which keep xmin (9.4
-- and later) and place. {catalog} is a name of catalogs.sql. Privileges: none. PostgreSQL 14 to 18.
SELECT CAST(-1 AS bigint) AS node, count(*) AS row_count, coalesce(bit_xor(hash_record_extended(ROW(t.xmin, t.ctid), 0)), 0) AS versions
FROM pg_catalog.{catalog} t
