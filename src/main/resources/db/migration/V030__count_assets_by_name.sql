-- How many assets have a name: totals of searches that look inside names are sums over names.

CREATE TABLE asset_name_count (
    name text COLLATE "C" NOT NULL,
    type_name text COLLATE "C" NOT NULL,
    status text COLLATE "C" NOT NULL,
    connection_qualified_name text COLLATE "C" NOT NULL,
    database_name text COLLATE "C" NOT NULL,
    assets bigint NOT NULL,
    CONSTRAINT asset_name_count_pkey
        PRIMARY KEY (name, type_name, status, connection_qualified_name, database_name)
) WITH (fillfactor = 90);

COMMENT ON TABLE asset_name_count IS 'How many assets have a name. Kept by triggers, in the transaction that changes the assets; rows of none go when a connection is purged.';
COMMENT ON COLUMN asset_name_count.database_name IS 'Empty where assets are in no database. Part of the key so that merges of different databases do not wait for each other.';

INSERT INTO asset_name_count (name, type_name, status, connection_qualified_name, database_name, assets)
SELECT a.name, a.type_name, a.status, a.connection_qualified_name, coalesce(a.database_name, ''), count(*)
FROM asset a
GROUP BY 1, 2, 3, 4, 5
ORDER BY 1, 2, 3, 4, 5;

-- Adds what was inserted, and names that are new. Both in the order of their keys, so that two who add at once do not wait for
-- each other in a circle.
CREATE OR REPLACE FUNCTION note_asset_names() RETURNS trigger
    LANGUAGE plpgsql
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
    ON CONFLICT ON CONSTRAINT asset_name_count_pkey DO UPDATE SET assets = k.assets + excluded.assets;
    RETURN NULL;
END
$$;

CREATE FUNCTION recount_asset_names() RETURNS trigger
    LANGUAGE plpgsql
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
        ON CONFLICT ON CONSTRAINT asset_name_count_pkey DO UPDATE SET assets = k.assets + excluded.assets;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO asset_name_count AS k (name, type_name, status, connection_qualified_name, database_name, assets)
        SELECT o.name, o.type_name, o.status, o.connection_qualified_name, coalesce(o.database_name, ''), -count(*)
        FROM old_assets o
        GROUP BY 1, 2, 3, 4, 5
        ORDER BY 1, 2, 3, 4, 5
        ON CONFLICT ON CONSTRAINT asset_name_count_pkey DO UPDATE SET assets = k.assets + excluded.assets;
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
