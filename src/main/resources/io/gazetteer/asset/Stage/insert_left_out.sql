-- One thing that was left out.
INSERT INTO pg_temp.asset_left_out (schema_name, relation_name) VALUES (:schema, :relation)
