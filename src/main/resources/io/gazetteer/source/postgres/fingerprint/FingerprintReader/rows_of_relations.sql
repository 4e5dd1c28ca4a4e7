-- One row per node, which here is a relation, identified by its oid, or -1 for the server's own: how many rows of a catalog belong to it,
-- and a hash over their versions, as in rows.sql. Skips what belongs to temporary tables, which come and go with applications, and to TOAST
-- tables, which change when data are rewritten. {part} is the column that names the relation. Privileges: none. PostgreSQL 14 to 18.
SELECT CASE WHEN t.{part} >= 16384 THEN CAST(t.{part} AS bigint) ELSE -1 END AS node,
    count(*) AS row_count,
    bit_xor(hash_record_extended(ROW(t.xmin, t.ctid), 0)) AS versions
FROM pg_catalog.{catalog} t
WHERE NOT EXISTS (
    SELECT FROM pg_catalog.pg_class c WHERE c.oid = t.{part} AND (c.relpersistence = 't' OR c.relkind = 't'))
GROUP BY 1
