-- Assets of one database as a crawl made them. A temporary table: not logged, seen by this session alone, gone with it.
-- attributes is NULL where only the figures of an asset are staged, and all that belongs to attributes with it.
-- unknown_attributes are paths that could not be read, NULL when all were.
CREATE TEMPORARY TABLE asset_stage (
    type_name text COLLATE "C" NOT NULL,
    qualified_name text COLLATE "C" NOT NULL,
    guid uuid,
    name text COLLATE "C",
    parent_qualified_name text COLLATE "C",
    parent_type_name text COLLATE "C",
    database_name text COLLATE "C",
    schema_name text COLLATE "C",
    relation_name text COLLATE "C",
    ordinal integer,
    content_hash bigint,
    attributes jsonb,
    statistics_hash bigint,
    statistics jsonb,
    unknown_attributes text[]
)
