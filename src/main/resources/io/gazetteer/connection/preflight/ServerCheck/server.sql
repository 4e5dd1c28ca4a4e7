-- One row about the server and this session. The client is the address that pg_hba.conf and firewalls must allow, NULL over a local socket.
-- The service is guessed from what managed services add to a server, NULL if there is no sign of one. Names are looked up without reading
-- catalogs that a server may hide. Privileges: none. PostgreSQL 13 to 18.
SELECT cast(current_setting('server_version_num') AS int) AS version_number,
    current_setting('server_version') AS version,
    pg_catalog.pg_is_in_recovery() AS standby,
    pg_catalog.pg_backend_pid() AS process,
    pg_catalog.host(pg_catalog.inet_client_addr()) AS client,
    CASE
        WHEN pg_catalog.to_regproc('pg_catalog.aurora_version') IS NOT NULL THEN 'Amazon Aurora'
        WHEN current_setting('rds.extensions', true) IS NOT NULL OR pg_catalog.to_regrole('rdsadmin') IS NOT NULL THEN 'Amazon RDS'
        WHEN pg_catalog.to_regrole('alloydbsuperuser') IS NOT NULL THEN 'Google AlloyDB'
        WHEN pg_catalog.to_regrole('cloudsqlsuperuser') IS NOT NULL THEN 'Google Cloud SQL'
        WHEN pg_catalog.to_regrole('azure_pg_admin') IS NOT NULL THEN 'Azure Database for PostgreSQL'
        WHEN pg_catalog.to_regrole('supabase_admin') IS NOT NULL THEN 'Supabase'
        WHEN pg_catalog.to_regrole('neon_superuser') IS NOT NULL THEN 'Neon'
        WHEN pg_catalog.to_regrole('avnadmin') IS NOT NULL THEN 'Aiven'
    END AS service
