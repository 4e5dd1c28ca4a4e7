-- The connection goes back to the pool and must not keep the stage.
DROP TABLE IF EXISTS pg_temp.asset_stage, pg_temp.asset_excluded, pg_temp.asset_vanished, pg_temp.asset_unseen, pg_temp.asset_top, pg_temp.asset_not_kept
