-- Assets that were not found unchanged.
INSERT INTO pg_temp.asset_vanished (guid)
SELECT a.guid
FROM asset a
JOIN pg_temp.asset_unseen u ON u.content_hash = a.content_hash
WHERE a.connection_qualified_name = :connection AND a.database_name = :database AND a.status = 'ACTIVE'
