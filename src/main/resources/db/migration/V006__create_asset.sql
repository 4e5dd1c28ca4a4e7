-- What was found, what people wrote about it, and what each run did to it.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE asset (
    guid uuid CONSTRAINT asset_pkey PRIMARY KEY,
    type_name text COLLATE "C" NOT NULL,
    qualified_name text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    connection_qualified_name text COLLATE "C" NOT NULL,
    parent_qualified_name text COLLATE "C",
    parent_type_name text COLLATE "C",
    database_name text COLLATE "C",
    schema_name text COLLATE "C",
    relation_name text COLLATE "C",
    ordinal integer,
    status text COLLATE "C" NOT NULL DEFAULT 'ACTIVE',
    content_hash bigint NOT NULL,
    attributes jsonb NOT NULL,
    statistics jsonb,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    created_by text NOT NULL,
    updated_at timestamptz NOT NULL,
    updated_by text NOT NULL,
    CONSTRAINT asset_status_known CHECK (status IN ('ACTIVE', 'DELETED')),
    CONSTRAINT asset_attributes_are_an_object CHECK (jsonb_typeof(attributes) = 'object'),
    CONSTRAINT asset_parent_whole CHECK ((parent_qualified_name IS NULL) = (parent_type_name IS NULL))
) WITH (fillfactor = 95);

CREATE UNIQUE INDEX asset_qualified_name_key ON asset (qualified_name, type_name);
CREATE INDEX asset_parent_idx ON asset (parent_qualified_name, type_name, ordinal);
CREATE INDEX asset_connection_type_name_idx ON asset (connection_qualified_name, type_name, name, guid);
CREATE INDEX asset_name_trigram_idx ON asset USING gin (lower(name) gin_trgm_ops);

COMMENT ON TABLE asset IS 'One thing found at a source, or a connection. Crawled values only; see asset_curation for what people wrote.';
COMMENT ON COLUMN asset.qualified_name IS 'Path from the connection down; % and / inside a name are written %25 and %2F, so that two objects never share one.';
COMMENT ON COLUMN asset.parent_qualified_name IS 'The thing that contains it: relation of a column, schema of a relation or routine, database of a schema. NULL for a connection.';
COMMENT ON COLUMN asset.relation_name IS 'Of a column: name of its table or view. NULL for all else.';
COMMENT ON COLUMN asset.ordinal IS 'Of a column: pg_attribute.attnum, with gaps where columns were dropped. NULL for all else.';
COMMENT ON COLUMN asset.status IS 'DELETED = archived: it vanished at the source, or was deleted by a person; it keeps its guid.';
COMMENT ON COLUMN asset.content_hash IS 'First 64 bits of the SHA-256 of the attributes as they were staged; a difference only makes the merge look closer.';
COMMENT ON COLUMN asset.statistics IS 'Figures that move without anybody changing the object (rows, bytes). Refreshed without a change row. NULL where there are none.';

CREATE TABLE asset_curation (
    guid uuid CONSTRAINT asset_curation_pkey PRIMARY KEY
        CONSTRAINT asset_curation_asset_fkey REFERENCES asset ON DELETE CASCADE,
    attributes jsonb NOT NULL,
    updated_at timestamptz NOT NULL,
    updated_by text NOT NULL,
    CONSTRAINT asset_curation_attributes_are_an_object CHECK (jsonb_typeof(attributes) = 'object')
);

COMMENT ON TABLE asset_curation IS 'What people wrote about an asset. Laid over the crawled attributes on read; no run ever touches it.';

CREATE TABLE asset_change (
    id bigint GENERATED ALWAYS AS IDENTITY,
    guid uuid NOT NULL,
    run_name text COLLATE "C",
    kind text COLLATE "C" NOT NULL,
    changes jsonb,
    at timestamptz NOT NULL,
    CONSTRAINT asset_change_kind_known CHECK (kind IN ('CREATED', 'CHANGED', 'ARCHIVED', 'RESTORED')),
    CONSTRAINT asset_change_names_attributes CHECK (kind <> 'CHANGED' OR changes IS NOT NULL)
);

CREATE INDEX asset_change_guid_idx ON asset_change (guid, id);
CREATE INDEX asset_change_run_idx ON asset_change (run_name, kind);

COMMENT ON COLUMN asset_change.guid IS 'The asset. No foreign key: a first crawl writes a million of these rows, and a purge deletes them itself.';
COMMENT ON COLUMN asset_change.run_name IS 'The run that did it; NULL when a person did.';
COMMENT ON COLUMN asset_change.changes IS 'Object of attribute name to {"old":…,"new":…}; a side that was absent is left out. NULL where the kind says all.';

CREATE TABLE database_sync (
    connection_qualified_name text COLLATE "C" NOT NULL,
    database_name text COLLATE "C" NOT NULL,
    workflow_name text COLLATE "C" NOT NULL,
    run_name text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT database_sync_pkey PRIMARY KEY (connection_qualified_name, database_name)
);

COMMENT ON TABLE database_sync IS 'The last run that read a database. Read into lastSyncRun and its kin of every asset, so that an unchanged crawl need not touch the assets.';

-- What differs between two attribute objects: {"name": {"old":…,"new":…}}; empty when nothing does.
CREATE FUNCTION attribute_changes(before jsonb, after jsonb) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT coalesce(
        jsonb_object_agg(
            key,
            CASE
                WHEN NOT before ? key THEN jsonb_build_object('new', after -> key)
                WHEN NOT after ? key THEN jsonb_build_object('old', before -> key)
                ELSE jsonb_build_object('old', before -> key, 'new', after -> key)
            END),
        '{}'::jsonb)
    FROM (SELECT jsonb_object_keys(before) UNION SELECT jsonb_object_keys(after)) AS keys (key)
    WHERE (before -> key) IS DISTINCT FROM (after -> key)
$$;
