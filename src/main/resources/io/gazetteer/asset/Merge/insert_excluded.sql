-- One excluded schema or relation.
INSERT INTO pg_temp.asset_excluded (schema_name, relation_name) VALUES (:schema, :relation)
