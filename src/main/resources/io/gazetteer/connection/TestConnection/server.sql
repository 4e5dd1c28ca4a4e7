-- One row about the server and this session; no privilege needed. tls is NULL where the view has no row for us.
SELECT cast(current_setting('server_version_num') AS int) AS version_number,
       current_setting('server_version') AS version,
       pg_catalog.pg_is_in_recovery() AS standby,
       pg_catalog.pg_backend_pid() AS process,
       (SELECT ssl FROM pg_catalog.pg_stat_ssl WHERE pid = pg_catalog.pg_backend_pid()) AS tls
