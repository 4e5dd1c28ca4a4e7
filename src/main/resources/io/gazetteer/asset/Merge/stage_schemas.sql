-- The schemas that were written directly into the catalogue, so that the stage has all that were read; path is the qualified name of the database.
INSERT INTO pg_temp.asset_stage (type_name, qualified_name, schema_name)
SELECT a.type_name, a.qualified_name, a.schema_name
FROM asset a
WHERE a.parent_qualified_name = :path AND a.type_name = 'Schema' AND a.created_in = :merge
