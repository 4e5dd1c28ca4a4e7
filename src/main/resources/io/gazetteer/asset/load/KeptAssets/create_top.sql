-- Assets that are no part of a relation and are not kept.
CREATE TEMPORARY TABLE asset_top (guid uuid NOT NULL)
