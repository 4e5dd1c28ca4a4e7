-- Inserts what was never there; one number: how many.
WITH inserted AS (
    INSERT INTO asset (guid, type_name, qualified_name, name, connection_qualified_name, parent_qualified_name,
        parent_type_name, database_name, schema_name, relation_name, ordinal, content_hash, attributes, statistics,
        created_at, created_by, updated_at, updated_by)
    SELECT gen_random_uuid(), s.type_name, s.qualified_name, s.name, :connection, s.parent_qualified_name,
        s.parent_type_name, s.database_name, s.schema_name, s.relation_name, s.ordinal, s.content_hash,
        s.attributes::jsonb, s.statistics::jsonb, :now, :workflow, :now, :workflow
    FROM pg_temp.asset_stage s
    WHERE NOT EXISTS (
        SELECT FROM asset a WHERE a.qualified_name = s.qualified_name AND a.type_name = s.type_name)
    RETURNING guid
), noted AS (
    INSERT INTO asset_change (guid, run_name, kind, at)
    SELECT guid, :run, 'CREATED', :now FROM inserted
)
SELECT count(*) FROM inserted
