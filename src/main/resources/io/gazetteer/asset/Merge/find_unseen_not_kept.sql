-- The same after a partial read.
INSERT INTO pg_temp.asset_vanished (guid)
SELECT n.guid FROM pg_temp.asset_not_kept n JOIN pg_temp.asset_unseen u ON u.content_hash = n.content_hash
