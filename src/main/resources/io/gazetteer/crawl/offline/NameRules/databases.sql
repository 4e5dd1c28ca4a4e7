-- One row per name: whether an include rule names the database, and whether a rule excludes the whole database. The collation is the one
-- that a server compares its own names by. Privileges: none. PostgreSQL 13 to 18.
SELECT n.name,
    EXISTS (SELECT FROM unnest(CAST(:include AS text[])) AS r (database) WHERE n.name COLLATE "C" ~ r.database) AS included,
    EXISTS (SELECT FROM unnest(CAST(:exclude AS text[])) AS r (database) WHERE n.name COLLATE "C" ~ r.database) AS excluded
FROM unnest(CAST(:names AS text[])) AS n (name)
ORDER BY n.name COLLATE "C"
