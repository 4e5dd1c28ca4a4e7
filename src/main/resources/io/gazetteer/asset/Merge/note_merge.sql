-- A merge that created assets; stands for their change rows.
INSERT INTO asset_merge (id, connection_qualified_name, database_name, run_name, created, first_guid, last_guid, at)
VALUES (:merge, :connection, :database, :run, :created, :first, :last, :now)
