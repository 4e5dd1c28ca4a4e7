-- What need not be done for each column: most assets are columns.

-- What a relation contains has paths that begin with its own, and few others have: columns are found by their paths.
DROP INDEX asset_parent_idx;
CREATE INDEX asset_parent_idx ON asset (parent_qualified_name, type_name, ordinal) WHERE type_name <> 'Column';

-- Columns by name within a connection are met on a walk along asset_name_idx where there are many, and sorted where there are few.
DROP INDEX asset_connection_type_name_idx;
CREATE INDEX asset_connection_type_name_idx
    ON asset (connection_qualified_name, type_name, name, guid) WHERE type_name <> 'Column';
-- One key for all that a connection has, so that the index stays small and is written at its end.
CREATE INDEX asset_connection_idx ON asset (connection_qualified_name);

-- Nobody plans by these, and sampling them takes time after each large merge.
ALTER TABLE asset
    ALTER COLUMN relation_name SET STATISTICS 0,
    ALTER COLUMN version SET STATISTICS 0,
    ALTER COLUMN created_by SET STATISTICS 0,
    ALTER COLUMN updated_by SET STATISTICS 0,
    ALTER COLUMN statistics_hash SET STATISTICS 0;
