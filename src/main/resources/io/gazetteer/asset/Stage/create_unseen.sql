-- Content hashes of active assets that existed when the stage began and were not found unchanged.
CREATE TEMPORARY TABLE asset_unseen (content_hash bigint NOT NULL)
