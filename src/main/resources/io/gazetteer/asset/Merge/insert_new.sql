-- Inserts new assets and returns their number. Ordered by qualified name, as most of the indexes are.
WITH inserted AS (
    INSERT INTO asset (guid, type_name, qualified_name, name, connection_qualified_name, parent_qualified_name,
        parent_type_name, database_name, schema_name, relation_name, ordinal, content_hash, attributes, statistics_hash,
        statistics, created_at, created_by, created_in, updated_at, updated_by)
    SELECT s.guid, s.type_name, s.qualified_name, s.name, :connection, s.parent_qualified_name,
        s.parent_type_name, s.database_name, s.schema_name, s.relation_name, s.ordinal, s.content_hash, s.attributes,
        s.statistics_hash, s.statistics, :now, :workflow, :merge, :now, :workflow
    FROM pg_temp.asset_stage s
    WHERE s.attributes IS NOT NULL
        AND NOT EXISTS (
            SELECT FROM asset a WHERE a.qualified_name = s.qualified_name AND a.type_name = s.type_name)
    ORDER BY s.qualified_name, s.type_name
    RETURNING guid
)
SELECT count(*) FROM inserted
