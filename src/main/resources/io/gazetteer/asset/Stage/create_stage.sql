-- Assets of one database as a crawl made them. A temporary table: not logged, seen by this session alone, gone with it.
-- unknown_attribute names an attribute that could not be read, NULL when all were.
CREATE TEMPORARY TABLE asset_stage (
    type_name text COLLATE "C" NOT NULL,
    qualified_name text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    parent_qualified_name text COLLATE "C",
    parent_type_name text COLLATE "C",
    database_name text COLLATE "C",
    schema_name text COLLATE "C",
    relation_name text COLLATE "C",
    ordinal integer,
    content_hash bigint NOT NULL,
    attributes text NOT NULL,
    statistics text,
    unknown_attribute text
)
