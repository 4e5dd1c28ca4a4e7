-- One number: bytes of all files of a database; looks at each of them. Parameter: its oid. Privileges: CONNECT on it, or those of
-- pg_read_all_stats. PostgreSQL 13 to 18.
SELECT pg_database_size(CAST(? AS oid)) AS bytes
