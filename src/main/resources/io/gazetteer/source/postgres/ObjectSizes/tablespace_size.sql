-- One number: bytes of all files in a tablespace; looks at each of them. Parameter: its oid. Privileges: CREATE on it, or those of
-- pg_read_all_stats, or none where it is the database's own. PostgreSQL 13 to 18.
SELECT pg_tablespace_size(CAST(? AS oid)) AS bytes
