-- Archiving that was held back because it would have taken too large a share of a connection's assets.

CREATE TABLE archive_hold (
    connection_qualified_name text COLLATE "C" NOT NULL,
    database_name text COLLATE "C" NOT NULL,
    run_name text COLLATE "C" NOT NULL,
    candidates bigint NOT NULL,
    active bigint NOT NULL,
    at timestamptz NOT NULL,
    approved_by text,
    approved_at timestamptz,
    CONSTRAINT archive_hold_pkey PRIMARY KEY (connection_qualified_name, database_name),
    CONSTRAINT archive_hold_counts CHECK (candidates > 0 AND active >= candidates),
    CONSTRAINT archive_hold_approval_whole CHECK ((approved_by IS NULL) = (approved_at IS NULL))
);

COMMENT ON COLUMN archive_hold.database_name IS 'The database whose assets would be archived; empty for databases that the server no longer lists.';
COMMENT ON COLUMN archive_hold.candidates IS 'How many assets would be archived. An approval covers as many, not more.';
COMMENT ON COLUMN archive_hold.active IS 'How many active assets the connection had.';
