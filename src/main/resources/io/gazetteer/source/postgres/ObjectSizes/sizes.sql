-- One row per object whose size the server computes by walking its files: the current database (d) and each tablespace that users created
-- (t), with its oid, its name, and whether to ask for its size: the user needs the privilege, and there must not be too many files. The
-- number of files is estimated from the size of pg_class, whose rows take about 230 bytes. The server's own tablespaces are skipped: the
-- sizes of databases cover them, and they would be walked again for each database.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT asked.kind, asked.oid, asked.name, asked.allowed AND asked.databases * pg_relation_size('pg_catalog.pg_class') <= 24000000 AS allowed
FROM (
    SELECT 'd', d.oid, d.datname, has_database_privilege(d.oid, 'CONNECT') OR pg_has_role('pg_read_all_stats', 'USAGE'), 1
    FROM pg_database d
    WHERE d.datname = current_database()
    UNION ALL
    SELECT 't',
        t.oid,
        t.spcname,
        has_tablespace_privilege(t.oid, 'CREATE')
            OR pg_has_role('pg_read_all_stats', 'USAGE')
            OR t.oid = (SELECT d.dattablespace FROM pg_database d WHERE d.datname = current_database()),
        (SELECT count(*) FROM pg_database d WHERE d.dattablespace = t.oid)
    FROM pg_tablespace t
    WHERE t.spcname NOT IN ('pg_default', 'pg_global')) AS asked (kind, oid, name, allowed, databases)
