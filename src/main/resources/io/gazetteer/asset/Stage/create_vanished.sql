-- Assets that are in the catalogue but not in the stage; filled by the merge.
CREATE TEMPORARY TABLE asset_vanished (guid uuid NOT NULL)
