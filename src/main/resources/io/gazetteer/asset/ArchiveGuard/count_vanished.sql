-- How many assets vanished.
SELECT count(*) FROM pg_temp.asset_vanished
