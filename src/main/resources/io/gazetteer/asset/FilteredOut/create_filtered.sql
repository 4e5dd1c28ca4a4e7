-- What the filters leave out; for this transaction alone.
CREATE TEMPORARY TABLE asset_filtered (guid uuid NOT NULL) ON COMMIT DROP
