-- One asset per qualified name and type. A source with two of them fails here, before the catalogue changes.
CREATE UNIQUE INDEX ON pg_temp.asset_stage (qualified_name, type_name)
