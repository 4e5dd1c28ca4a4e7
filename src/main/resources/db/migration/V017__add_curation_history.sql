-- What people write about assets gets a history of its own: who did it, and how often.

ALTER TABLE asset_change ADD COLUMN changed_by text COLLATE "C";
COMMENT ON COLUMN asset_change.changed_by IS 'User name of the person who did it; NULL when a run did.';

ALTER TABLE asset_curation ADD COLUMN version integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN asset_curation.version IS 'How often somebody changed it; readers add it to the version of the asset.';
COMMENT ON COLUMN asset_curation.attributes IS 'By the SDKs'' names. An attribute that is not there is not curated, and the crawled value shows.';
