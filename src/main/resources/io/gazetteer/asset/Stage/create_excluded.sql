-- What exists at the source and is excluded by the filters; a NULL relation means the whole schema.
CREATE TEMPORARY TABLE asset_excluded (schema_name text COLLATE "C" NOT NULL, relation_name text COLLATE "C")
