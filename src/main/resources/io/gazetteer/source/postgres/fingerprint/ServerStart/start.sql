-- One row: what distinguishes the server from its replicas, of which a balancer may have given the second connection to another one.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT CAST(pg_postmaster_start_time() AS text) AS started
