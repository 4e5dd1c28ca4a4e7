-- How a database is recognised that is as the last complete crawl left it.

CREATE TABLE database_fingerprint (
    connection_qualified_name text COLLATE "C" NOT NULL,
    database_name text COLLATE "C" NOT NULL,
    reader text NOT NULL,
    fingerprint text NOT NULL,
    run_name text COLLATE "C" NOT NULL,
    read_at timestamptz NOT NULL,
    assets bigint NOT NULL,
    assets_hash numeric NOT NULL,
    CONSTRAINT database_fingerprint_pkey PRIMARY KEY (connection_qualified_name, database_name),
    CONSTRAINT database_fingerprint_assets_counted CHECK (assets >= 0)
);

COMMENT ON TABLE database_fingerprint IS 'What the last complete crawl of a database saw and left. No row = the next crawl reads everything.';
COMMENT ON COLUMN database_fingerprint.reader IS 'Which state of the program read; another one reads everything anew.';
COMMENT ON COLUMN database_fingerprint.fingerprint IS 'The source''s own words; opaque here.';
COMMENT ON COLUMN database_fingerprint.read_at IS 'When everything was read, not when it was found unchanged.';
COMMENT ON COLUMN database_fingerprint.assets IS 'Active assets of the database when the crawl had merged.';
COMMENT ON COLUMN database_fingerprint.assets_hash IS 'Sum of hashes over them and their contents: whoever changes, deletes or restores one, by whatever way, makes it differ.';
