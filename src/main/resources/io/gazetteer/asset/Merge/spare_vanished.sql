-- What was not found unchanged has not vanished if it is staged, excluded by the filters, or of a type that could not be read.
DELETE FROM pg_temp.asset_vanished v
USING asset a
WHERE a.guid = v.guid
    AND (a.status <> 'ACTIVE'
        OR a.type_name = ANY (:spared)
        OR EXISTS (
            SELECT
            FROM pg_temp.asset_stage s
            WHERE s.qualified_name = a.qualified_name AND s.type_name = a.type_name)
        OR EXISTS (
            SELECT
            FROM pg_temp.asset_excluded l
            WHERE l.schema_name = a.schema_name
                AND (l.relation_name IS NULL
                    OR l.relation_name = a.relation_name
                    OR (l.relation_name = a.name
                        AND a.type_name IN ('Table', 'TablePartition', 'View', 'MaterialisedView')))))
