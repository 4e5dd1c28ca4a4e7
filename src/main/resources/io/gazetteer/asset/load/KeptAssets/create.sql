-- Assets that are at the source as the catalogue has them, with all that they contain; not staged.
CREATE TEMPORARY TABLE asset_kept (type_name text COLLATE "C" NOT NULL, qualified_name text COLLATE "C" NOT NULL)
