-- As rows.sql, but only whether there are large objects: how many and how large is read each time. Privileges: none. PostgreSQL 14 to 18.
SELECT CAST(-1 AS bigint) AS node, count(*) AS row_count, CAST(0 AS bigint) AS versions
FROM (SELECT FROM pg_catalog.pg_largeobject_metadata LIMIT 1) AS first
