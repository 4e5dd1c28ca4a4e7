-- Content hashes of active assets that were there when the stage began and were not found as they were.
CREATE TEMPORARY TABLE asset_unseen (content_hash bigint NOT NULL)
