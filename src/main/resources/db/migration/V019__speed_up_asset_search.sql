-- Searching a million assets: indexes that the common searches need, and assets counted beforehand.

CREATE INDEX asset_name_idx ON asset (name, guid);
CREATE INDEX asset_created_at_idx ON asset (created_at, guid);

-- Nine of ten assets are columns, which a walk along any other index finds soon enough.
CREATE INDEX asset_type_idx ON asset (type_name, guid) WHERE type_name <> 'Column';

-- Two capital letters, K (Kelvin) and dotted I, become ASCII letters in search by words, and do not in the index of trigrams.
CREATE INDEX asset_odd_name_idx ON asset (guid) WHERE name LIKE U&'%\212A%' OR name LIKE U&'%\0130%';

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
    CONSTRAINT asset_count_pkey
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

-- Adds what changed, in the order of the key, so that two who count at once do not wait for each other in a circle.
CREATE FUNCTION count_assets() RETURNS trigger
    LANGUAGE plpgsql
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
        ON CONFLICT ON CONSTRAINT asset_count_pkey DO UPDATE SET assets = k.assets + excluded.assets;
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
        ON CONFLICT ON CONSTRAINT asset_count_pkey DO UPDATE SET assets = k.assets + excluded.assets;
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
        ON CONFLICT ON CONSTRAINT asset_count_pkey DO UPDATE SET assets = k.assets + excluded.assets;
    ELSE
        DELETE FROM asset_count;
    END IF;
    RETURN NULL;
END
$$;

INSERT INTO asset_count
SELECT c.connection, c.database, c.schema, c.type, c.status, place_of(c.path, c.database, c.schema), c.assets
FROM (
    SELECT a.connection_qualified_name AS connection, coalesce(a.database_name, '') AS database,
        coalesce(a.schema_name, '') AS schema, a.type_name AS type, a.status, min(a.qualified_name) AS path,
        count(*) AS assets
    FROM asset a
    GROUP BY 1, 2, 3, 4, 5) AS c;

CREATE TRIGGER asset_counted_on_insert AFTER INSERT ON asset
    REFERENCING NEW TABLE AS new_assets FOR EACH STATEMENT EXECUTE FUNCTION count_assets();
CREATE TRIGGER asset_counted_on_update AFTER UPDATE ON asset
    REFERENCING OLD TABLE AS old_assets NEW TABLE AS new_assets FOR EACH STATEMENT EXECUTE FUNCTION count_assets();
CREATE TRIGGER asset_counted_on_delete AFTER DELETE ON asset
    REFERENCING OLD TABLE AS old_assets FOR EACH STATEMENT EXECUTE FUNCTION count_assets();
CREATE TRIGGER asset_counted_on_truncate AFTER TRUNCATE ON asset
    FOR EACH STATEMENT EXECUTE FUNCTION count_assets();
