-- Assets that the filters exclude are archived like vanished ones.
INSERT INTO pg_temp.asset_vanished (guid) SELECT f.guid FROM pg_temp.asset_filtered f
