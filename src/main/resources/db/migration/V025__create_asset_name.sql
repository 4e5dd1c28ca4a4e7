-- Each name once: a million assets share some ten thousand names, and what looks inside names looks here.

CREATE TABLE asset_name (
    name  text COLLATE "C" CONSTRAINT asset_name_pkey PRIMARY KEY,
    words text[] NOT NULL GENERATED ALWAYS AS (
        regexp_split_to_array(translate(lower(name COLLATE "und-x-icu"), U&'\03C2', U&'\03C3'), '[^[:alnum:]]+')) STORED
);

COMMENT ON TABLE asset_name IS 'Names that assets have, and some that assets had: what no asset has any more goes when a connection is purged.';
COMMENT ON COLUMN asset_name.words IS 'Runs of letters and digits in lower case, as text fields are searched; empty texts may stand at the ends.';

INSERT INTO asset_name (name)
SELECT DISTINCT a.name FROM asset a;

CREATE INDEX asset_name_trigram_idx2 ON asset_name USING gin (lower(name) gin_trgm_ops);
CREATE INDEX asset_name_words_idx ON asset_name USING gin (words);

DROP INDEX asset_name_trigram_idx;
DROP INDEX asset_odd_name_idx;
ALTER INDEX asset_name_trigram_idx2 RENAME TO asset_name_trigram_idx;

-- With what nearly every search asks besides, so that names are counted in the index.
DROP INDEX asset_name_idx;
CREATE INDEX asset_name_idx ON asset (name, guid) INCLUDE (type_name, status);

-- In the order of the names, so that two who add at once do not wait for each other in a circle.
CREATE FUNCTION note_asset_names() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO asset_name (name)
    SELECT m.name
    FROM (SELECT DISTINCT n.name FROM new_assets n) AS m
    WHERE NOT EXISTS (SELECT FROM asset_name k WHERE k.name = m.name)
    ORDER BY m.name
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE FUNCTION note_asset_name() RETURNS trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO asset_name (name) VALUES (NEW.name) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

CREATE TRIGGER asset_named_on_insert AFTER INSERT ON asset
    REFERENCING NEW TABLE AS new_assets FOR EACH STATEMENT EXECUTE FUNCTION note_asset_names();
CREATE TRIGGER asset_named_on_update AFTER UPDATE OF name ON asset
    FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION note_asset_name();
