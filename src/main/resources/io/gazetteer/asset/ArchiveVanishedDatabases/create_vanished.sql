-- What belongs to databases that are gone; for this transaction alone.
CREATE TEMPORARY TABLE asset_vanished (guid uuid NOT NULL) ON COMMIT DROP
