-- As rows_of_relations.sql; a row belongs to the child and to the parent, which counts its partitions. Privileges: none. PostgreSQL 14 to 18.
SELECT CASE WHEN owner.oid >= 16384 THEN CAST(owner.oid AS bigint) ELSE -1 END AS node,
    count(*) AS row_count,
    bit_xor(hash_record_extended(ROW(t.xmin, t.ctid), 0)) AS versions
FROM pg_catalog.pg_inherits t
JOIN pg_catalog.pg_class c ON c.oid = t.inhrelid AND c.relpersistence <> 't'
LEFT JOIN pg_catalog.pg_index child ON child.indexrelid = t.inhrelid
LEFT JOIN pg_catalog.pg_index parent ON parent.indexrelid = t.inhparent
CROSS JOIN LATERAL (
    VALUES (coalesce(child.indrelid, t.inhrelid)), (coalesce(parent.indrelid, t.inhparent))) AS owner (oid)
GROUP BY 1
