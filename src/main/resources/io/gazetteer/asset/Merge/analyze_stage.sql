-- Autovacuum never sees a temporary table.
ANALYZE pg_temp.asset_stage
