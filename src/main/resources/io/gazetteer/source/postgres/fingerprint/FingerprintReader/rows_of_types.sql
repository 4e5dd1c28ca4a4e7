-- One row per node, which here is a type, identified by its oid and 2^32, or -1 for the server's own: as rows_of_relations.sql.
-- {part} is the column that names the type. Privileges: none. PostgreSQL 14 to 18.
SELECT CASE WHEN t.{part} >= 16384 THEN 4294967296 + CAST(t.{part} AS bigint) ELSE -1 END AS node,
    count(*) AS row_count,
    bit_xor(hash_record_extended(ROW(t.xmin, t.ctid), 0)) AS versions
FROM pg_catalog.{catalog} t
GROUP BY 1
