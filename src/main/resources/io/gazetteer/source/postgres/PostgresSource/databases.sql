-- One row per database of the server, with whether the user may connect, whether it is a template, and whether rules name it.
-- Those that take no connections are listed too: they exist, so nothing about them may be thought gone.
-- Parameters: database expressions of the include rules, and of the exclude rules that leave out whole databases.
-- Rights: none; pg_database is readable by everybody unless a managed service says otherwise. PostgreSQL 13 to 18.
SELECT d.datname,
    d.datallowconn AND has_database_privilege(d.oid, 'CONNECT'),
    d.datistemplate,
    EXISTS (SELECT FROM unnest(CAST(? AS text[])) AS r (database) WHERE d.datname ~ r.database),
    EXISTS (SELECT FROM unnest(CAST(? AS text[])) AS r (database) WHERE d.datname ~ r.database)
FROM pg_database d
ORDER BY d.datname
