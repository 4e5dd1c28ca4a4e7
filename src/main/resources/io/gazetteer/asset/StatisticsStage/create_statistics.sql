-- New statistics of assets that are otherwise unchanged. Only this session sees them.
CREATE TEMPORARY TABLE asset_new_statistics (
    type_name text COLLATE "C" NOT NULL,
    qualified_name text COLLATE "C" NOT NULL,
    statistics text NOT NULL
)
