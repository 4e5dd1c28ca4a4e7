-- What the filters leave out is archived like what vanished.
INSERT INTO pg_temp.asset_vanished (guid) SELECT f.guid FROM pg_temp.asset_filtered f
