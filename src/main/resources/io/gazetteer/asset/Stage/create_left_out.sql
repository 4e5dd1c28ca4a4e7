-- What exists at the source and was not read on purpose; a NULL relation means the whole schema.
CREATE TEMPORARY TABLE asset_left_out (schema_name text COLLATE "C" NOT NULL, relation_name text COLLATE "C")
