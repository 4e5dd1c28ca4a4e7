-- One row: whether the server is a standby, and whether its sessions are read-only by default. Privileges: none. PostgreSQL 13 to 18.
SELECT pg_catalog.pg_is_in_recovery(), pg_catalog.current_setting('default_transaction_read_only')::pg_catalog.bool
