-- Assets of one database as a crawl read them. A temporary table is not logged, and only this session sees it.
-- If only the statistics of an asset are staged, attributes and everything that belongs to them is NULL.
-- unknown_attributes are paths that could not be read; NULL if all were.
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
