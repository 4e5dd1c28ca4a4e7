-- The planner takes every combination of keys for a group of its own and would sort a million rows to find a thousand groups. With this
-- much memory allowed, of which a thousand groups take little, it groups by hashes.
ALTER FUNCTION count_assets() SET work_mem = '64MB';
ALTER FUNCTION note_asset_names() SET work_mem = '64MB';
ALTER FUNCTION recount_asset_names() SET work_mem = '64MB';
