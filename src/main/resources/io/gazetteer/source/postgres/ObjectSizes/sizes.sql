-- One row per thing whose size the server finds by looking at its files: the database that the session is in (d), and each tablespace that
-- people made (t; the server's own hold what the databases' sizes tell, and would be walked through for each database), with its oid, its
-- name, and whether it may be asked for: by the user's privileges, and as long as there are not too many files. They are guessed from the size of pg_class, of which a row takes about 230 bytes.
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
