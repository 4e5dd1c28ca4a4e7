-- The connection goes back to the pool and must not keep them.
DROP TABLE IF EXISTS pg_temp.asset_new_statistics
