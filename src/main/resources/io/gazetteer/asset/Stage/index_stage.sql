-- One asset a path and type. A source that names two the same fails here, before the catalogue is touched.
CREATE UNIQUE INDEX ON pg_temp.asset_stage (qualified_name, type_name)
