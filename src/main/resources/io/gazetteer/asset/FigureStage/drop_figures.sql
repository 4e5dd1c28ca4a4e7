-- The connection goes back to the pool and must not carry the figures along.
DROP TABLE IF EXISTS pg_temp.asset_figures
