-- Active assets of databases that the server no longer lists.
INSERT INTO pg_temp.asset_vanished (guid)
SELECT a.guid
FROM asset a
WHERE a.connection_qualified_name = :connection
    AND a.database_name IS NOT NULL
    AND a.database_name <> ALL (:existing)
    AND a.status = 'ACTIVE'
