-- What the catalogue has and the stage has not; filled by the merge.
CREATE TEMPORARY TABLE asset_vanished (guid uuid NOT NULL)
