-- As rows.sql, over the database that the session is in. Privileges: none. PostgreSQL 14 to 18.
SELECT CAST(-1 AS bigint) AS node, count(*) AS row_count, coalesce(bit_xor(hash_record_extended(ROW(t.xmin, t.ctid), 0)), 0) AS versions
FROM pg_catalog.pg_database t
WHERE t.datname = current_database()
