-- One row per catalog column that this server has and lets the user read, as catalog.column. Decides what is asked, in place of version numbers.
-- Catalogs have oids below those that people's relations get (FirstNormalObjectId), which spares reading all columns of the server.
-- Rights: none. PostgreSQL 13 to 18.
SELECT c.relname || '.' || a.attname
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
WHERE a.attrelid < 16384 AND c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind IN ('r', 'v') AND a.attnum > 0 AND NOT a.attisdropped
    AND has_column_privilege(c.oid, a.attnum, 'SELECT')
