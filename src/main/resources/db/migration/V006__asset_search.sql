-- What makes a million assets searchable: indexes, each name once with the stems of its words, and assets counted by place and name.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- With what nearly every search asks besides, so that names are counted in the index.
CREATE INDEX asset_name_idx ON asset (name, guid) INCLUDE (type_name, status);
CREATE INDEX asset_created_at_idx ON asset (created_at, guid);

-- Nine of ten assets are columns, which a walk along any other index finds soon enough.
CREATE INDEX asset_type_idx ON asset (type_name, guid) WHERE type_name <> 'Column';

-- Two capital letters, K (Kelvin) and dotted I, become ASCII letters in search by words; so they do here.
CREATE INDEX asset_description_trigram_idx
    ON asset USING gin (lower(translate(attributes ->> 'description', U&'\212A\0130', 'ki') COLLATE "C") gin_trgm_ops)
    WHERE (attributes ->> 'description') IS NOT NULL;

CREATE INDEX asset_curation_description_trigram_idx
    ON asset_curation USING gin (lower(translate(attributes ->> 'description', U&'\212A\0130', 'ki') COLLATE "C") gin_trgm_ops)
    WHERE (attributes ->> 'description') IS NOT NULL;

CREATE TABLE asset_count (
    connection_qualified_name text COLLATE "C" NOT NULL,
    database_name text COLLATE "C" NOT NULL,
    schema_name text COLLATE "C" NOT NULL,
    type_name text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    place text COLLATE "C" NOT NULL,
    assets bigint NOT NULL,
    CONSTRAINT asset_count_pk
        PRIMARY KEY (connection_qualified_name, database_name, schema_name, type_name, status)
) WITH (fillfactor = 50);

COMMENT ON TABLE asset_count IS 'How many assets there are. Kept by triggers, in the transaction that changes the assets.';
COMMENT ON COLUMN asset_count.database_name IS 'Empty where assets are in no database.';
COMMENT ON COLUMN asset_count.schema_name IS 'Empty where assets are in no schema.';
COMMENT ON COLUMN asset_count.place IS 'Path of the schema, else of the database, else of the connection.';

-- The first segments of a path, as many as what it names contains.
CREATE FUNCTION place_of(path text, database_name text, schema_name text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT array_to_string(
        (string_to_array(path, '/'))[1 : CASE WHEN schema_name <> '' THEN 5 WHEN database_name <> '' THEN 4 ELSE 3 END],
        '/')
$$;

-- The planner takes every combination of keys for a group of its own and would sort a million rows to find a thousand groups. With this
-- much memory allowed, of which a thousand groups take little, it groups by hashes.
-- Adds what changed, in the order of the key, so that two who count at once do not wait for each other in a circle.
CREATE FUNCTION count_assets() RETURNS trigger
    LANGUAGE plpgsql
    SET work_mem = '64MB'
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO asset_count AS k
        SELECT c.connection, c.database, c.schema, c.type, c.status, place_of(c.path, c.database, c.schema), c.assets
        FROM (
            SELECT n.connection_qualified_name AS connection, coalesce(n.database_name, '') AS database,
                coalesce(n.schema_name, '') AS schema, n.type_name AS type, n.status, min(n.qualified_name) AS path,
                count(*) AS assets
            FROM new_assets n
            GROUP BY 1, 2, 3, 4, 5) AS c
        ORDER BY 1, 2, 3, 4, 5
        ON CONFLICT ON CONSTRAINT asset_count_pk DO UPDATE SET assets = k.assets + excluded.assets;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO asset_count AS k
        SELECT c.connection, c.database, c.schema, c.type, c.status, place_of(c.path, c.database, c.schema), c.assets
        FROM (
            SELECT o.connection_qualified_name AS connection, coalesce(o.database_name, '') AS database,
                coalesce(o.schema_name, '') AS schema, o.type_name AS type, o.status, min(o.qualified_name) AS path,
                -count(*) AS assets
            FROM old_assets o
            GROUP BY 1, 2, 3, 4, 5) AS c
        ORDER BY 1, 2, 3, 4, 5
        ON CONFLICT ON CONSTRAINT asset_count_pk DO UPDATE SET assets = k.assets + excluded.assets;
    ELSIF TG_OP = 'UPDATE' THEN
        INSERT INTO asset_count AS k
        SELECT c.connection, c.database, c.schema, c.type, c.status, place_of(c.path, c.database, c.schema), c.assets
        FROM (
            SELECT m.connection_qualified_name AS connection, coalesce(m.database_name, '') AS database,
                coalesce(m.schema_name, '') AS schema, m.type_name AS type, m.status, min(m.qualified_name) AS path,
                sum(m.weight) AS assets
            FROM (
                SELECT n.connection_qualified_name, n.database_name, n.schema_name, n.type_name, n.status,
                    n.qualified_name, 1 AS weight
                FROM new_assets n
                UNION ALL
                SELECT o.connection_qualified_name, o.database_name, o.schema_name, o.type_name, o.status,
                    o.qualified_name, -1 AS weight
                FROM old_assets o) AS m
            GROUP BY 1, 2, 3, 4, 5
            HAVING sum(m.weight) <> 0) AS c
        ORDER BY 1, 2, 3, 4, 5
        ON CONFLICT ON CONSTRAINT asset_count_pk DO UPDATE SET assets = k.assets + excluded.assets;
    ELSE
        DELETE FROM asset_count;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER asset_counted_on_insert AFTER INSERT ON asset
    REFERENCING NEW TABLE AS new_assets FOR EACH STATEMENT EXECUTE FUNCTION count_assets();
CREATE TRIGGER asset_counted_on_update AFTER UPDATE ON asset
    REFERENCING OLD TABLE AS old_assets NEW TABLE AS new_assets FOR EACH STATEMENT EXECUTE FUNCTION count_assets();
CREATE TRIGGER asset_counted_on_delete AFTER DELETE ON asset
    REFERENCING OLD TABLE AS old_assets FOR EACH STATEMENT EXECUTE FUNCTION count_assets();
CREATE TRIGGER asset_counted_on_truncate AFTER TRUNCATE ON asset
    FOR EACH STATEMENT EXECUTE FUNCTION count_assets();

-- Each name once: a million assets share some ten thousand names, and what looks inside names looks here.
CREATE TABLE asset_name (
    name  text COLLATE "C" CONSTRAINT asset_name_pk PRIMARY KEY,
    words text[] NOT NULL GENERATED ALWAYS AS (
        regexp_split_to_array(translate(lower(name COLLATE "und-x-icu"), U&'\03C2', U&'\03C3'), '[^[:alnum:]]+')) STORED
) WITH (autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02);

COMMENT ON TABLE asset_name IS 'Names that assets have, and some that assets had: what no asset has any more goes when a connection is purged.';
COMMENT ON COLUMN asset_name.words IS 'Runs of letters and digits in lower case, as text fields are searched; empty texts may stand at the ends.';

-- English stems, in the rules that every PostgreSQL brings along. A word that the rules skip, such as "the", is its own stem.
CREATE FUNCTION word_stems(words text[]) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT coalesce(array_agg(coalesce((pg_catalog.ts_lexize('pg_catalog.english_stem', w.word))[1], w.word)), '{}')
    FROM pg_catalog.unnest(words) AS w (word)
    WHERE w.word <> ''
$$;

CREATE INDEX asset_name_trigram_idx ON asset_name USING gin (lower(name) gin_trgm_ops);
CREATE INDEX asset_name_words_idx ON asset_name USING gin (words);
CREATE INDEX asset_name_stems_idx ON asset_name USING gin (word_stems(words));

CREATE TABLE asset_name_count (
    name text COLLATE "C" NOT NULL,
    type_name text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    connection_qualified_name text COLLATE "C" NOT NULL,
    database_name text COLLATE "C" NOT NULL,
    assets bigint NOT NULL,
    CONSTRAINT asset_name_count_pk
        PRIMARY KEY (name, type_name, status, connection_qualified_name, database_name)
) WITH (fillfactor = 90, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_vacuum_scale_factor = 0.02);

COMMENT ON TABLE asset_name_count IS 'How many assets have a name. Kept by triggers, in the transaction that changes the assets; rows of none go when a connection is purged.';
COMMENT ON COLUMN asset_name_count.database_name IS 'Empty where assets are in no database. Part of the key so that merges of different databases do not wait for each other.';

-- Adds what was inserted, and names that are new. Both in the order of their keys, so that two who add at once do not wait for
-- each other in a circle.
CREATE FUNCTION note_asset_names() RETURNS trigger
    LANGUAGE plpgsql
    SET work_mem = '64MB'
AS $$
BEGIN
    WITH counted AS MATERIALIZED (
        SELECT n.name, n.type_name, n.status, n.connection_qualified_name, coalesce(n.database_name, '') AS database_name,
            count(*) AS assets
        FROM new_assets n
        GROUP BY 1, 2, 3, 4, 5
        ORDER BY 1, 2, 3, 4, 5
    ), named AS (
        INSERT INTO asset_name (name)
        SELECT m.name
        FROM (SELECT DISTINCT c.name FROM counted c) AS m
        WHERE NOT EXISTS (SELECT FROM asset_name k WHERE k.name = m.name)
        ORDER BY m.name
        ON CONFLICT DO NOTHING
    )
    INSERT INTO asset_name_count AS k (name, type_name, status, connection_qualified_name, database_name, assets)
    SELECT c.name, c.type_name, c.status, c.connection_qualified_name, c.database_name, c.assets
    FROM counted c
    ON CONFLICT ON CONSTRAINT asset_name_count_pk DO UPDATE SET assets = k.assets + excluded.assets;
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

CREATE FUNCTION recount_asset_names() RETURNS trigger
    LANGUAGE plpgsql
    SET work_mem = '64MB'
AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO asset_name_count AS k (name, type_name, status, connection_qualified_name, database_name, assets)
        SELECT m.name, m.type_name, m.status, m.connection_qualified_name, coalesce(m.database_name, ''), sum(m.weight)
        FROM (
            SELECT n.name, n.type_name, n.status, n.connection_qualified_name, n.database_name, 1 AS weight
            FROM new_assets n
            UNION ALL
            SELECT o.name, o.type_name, o.status, o.connection_qualified_name, o.database_name, -1 AS weight
            FROM old_assets o) AS m
        GROUP BY 1, 2, 3, 4, 5
        HAVING sum(m.weight) <> 0
        ORDER BY 1, 2, 3, 4, 5
        ON CONFLICT ON CONSTRAINT asset_name_count_pk DO UPDATE SET assets = k.assets + excluded.assets;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO asset_name_count AS k (name, type_name, status, connection_qualified_name, database_name, assets)
        SELECT o.name, o.type_name, o.status, o.connection_qualified_name, coalesce(o.database_name, ''), -count(*)
        FROM old_assets o
        GROUP BY 1, 2, 3, 4, 5
        ORDER BY 1, 2, 3, 4, 5
        ON CONFLICT ON CONSTRAINT asset_name_count_pk DO UPDATE SET assets = k.assets + excluded.assets;
    ELSE
        DELETE FROM asset_name_count;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER asset_name_counted_on_update AFTER UPDATE ON asset
    REFERENCING OLD TABLE AS old_assets NEW TABLE AS new_assets FOR EACH STATEMENT EXECUTE FUNCTION recount_asset_names();
CREATE TRIGGER asset_name_counted_on_delete AFTER DELETE ON asset
    REFERENCING OLD TABLE AS old_assets FOR EACH STATEMENT EXECUTE FUNCTION recount_asset_names();
CREATE TRIGGER asset_name_counted_on_truncate AFTER TRUNCATE ON asset
    FOR EACH STATEMENT EXECUTE FUNCTION recount_asset_names();
