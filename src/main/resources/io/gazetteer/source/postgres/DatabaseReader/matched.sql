-- One row per database of the server: its oid, and whether rules match its name. No text is returned: the driver could not read all of
-- them.
-- Parameters: database expressions of the include rules, and of the exclude rules that exclude whole databases.
-- Privileges: as databases.sql. PostgreSQL 13 to 18.
SELECT d.oid,
    EXISTS (SELECT FROM unnest(CAST(? AS text[])) AS r (database) WHERE d.datname ~ r.database) AS included,
    EXISTS (SELECT FROM unnest(CAST(? AS text[])) AS r (database) WHERE d.datname ~ r.database) AS excluded
FROM pg_database d
