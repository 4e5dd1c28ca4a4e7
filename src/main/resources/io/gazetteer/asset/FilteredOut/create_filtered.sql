-- Assets that the filters exclude; until the transaction ends.
CREATE TEMPORARY TABLE asset_filtered (guid uuid NOT NULL) ON COMMIT DROP
