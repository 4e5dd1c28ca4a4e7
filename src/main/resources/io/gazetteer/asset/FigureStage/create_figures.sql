-- Figures of one database as a crawl read them, without the rest of the assets. Seen by this session alone, gone with it.
CREATE TEMPORARY TABLE asset_figures (
    type_name text COLLATE "C" NOT NULL,
    qualified_name text COLLATE "C" NOT NULL,
    figures text NOT NULL
)
