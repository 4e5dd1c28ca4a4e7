-- Active assets of this database that are not staged because the filters exclude them, except types that could not be read and
-- schemas that another workflow reads.
INSERT INTO pg_temp.asset_filtered (guid)
SELECT a.guid
FROM asset a
WHERE a.connection_qualified_name = :connection
    AND a.database_name = :database
    AND a.status = 'ACTIVE'
    AND a.type_name <> ALL (:spared)
    AND NOT EXISTS (
        SELECT
        FROM pg_temp.asset_stage s
        WHERE s.qualified_name = a.qualified_name AND s.type_name = a.type_name)
    AND EXISTS (
        SELECT
        FROM pg_temp.asset_excluded l
        WHERE l.schema_name = a.schema_name
            AND (l.relation_name IS NULL
                OR l.relation_name = a.relation_name
                OR (l.relation_name = a.name
                    AND a.type_name IN ('Table', 'TablePartition', 'View', 'MaterialisedView'))))
    AND NOT EXISTS (
        SELECT
        FROM schema_read r
        WHERE r.connection_qualified_name = a.connection_qualified_name
            AND r.database_name = a.database_name
            AND r.schema_name = a.schema_name
            AND r.workflow_name = ANY (:others))
