-- What was not found as it was and is not staged as it is now either, save what was left out on purpose and types that could
-- not be read.
INSERT INTO pg_temp.asset_vanished (guid)
SELECT a.guid
FROM asset a
JOIN pg_temp.asset_unseen u ON u.content_hash = a.content_hash
WHERE a.connection_qualified_name = :connection
    AND a.database_name = :database
    AND a.status = 'ACTIVE'
    AND a.type_name <> ALL (:spared)
    AND NOT EXISTS (
        SELECT
        FROM pg_temp.asset_stage s
        WHERE s.qualified_name = a.qualified_name AND s.type_name = a.type_name)
    AND NOT EXISTS (
        SELECT
        FROM pg_temp.asset_left_out l
        WHERE l.schema_name = a.schema_name
            AND (l.relation_name IS NULL
                OR l.relation_name = a.relation_name
                OR (l.relation_name = a.name
                    AND a.type_name IN ('Table', 'TablePartition', 'View', 'MaterialisedView'))))
