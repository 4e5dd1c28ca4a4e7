-- One number of 64 bits: the first transaction that had not begun when the snapshot was taken. Privileges: none. PostgreSQL 13 to 18.
SELECT CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint) AS next_transaction
