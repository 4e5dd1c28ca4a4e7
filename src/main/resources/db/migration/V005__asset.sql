-- What was found, what people wrote about it, and what each run did to it.

-- Counting in an index reads rows too where VACUUM has not marked their pages as visible to all. By default it comes back when a
-- fifth of a table is new or dead: after a crawl that changed a tenth of the assets nothing would be marked for days.
CREATE TABLE asset (
    guid uuid CONSTRAINT asset_pk PRIMARY KEY,
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
    created_in bigint,
    statistics_hash bigint,
    CONSTRAINT asset_status_known CHECK (status IN ('ACTIVE', 'DELETED')),
    CONSTRAINT asset_attributes_are_an_object CHECK (jsonb_typeof(attributes) = 'object'),
    CONSTRAINT asset_parent_whole CHECK ((parent_qualified_name IS NULL) = (parent_type_name IS NULL))
) WITH (
    fillfactor = 95,
    autovacuum_vacuum_insert_scale_factor = 0.02,
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_analyze_scale_factor = 0.05);

-- Nobody plans by these or filters by whole objects, and sampling them takes time after each large merge.
ALTER TABLE asset
    ALTER COLUMN relation_name SET STATISTICS 0,
    ALTER COLUMN attributes SET STATISTICS 0,
    ALTER COLUMN statistics SET STATISTICS 0,
    ALTER COLUMN version SET STATISTICS 0,
    ALTER COLUMN created_by SET STATISTICS 0,
    ALTER COLUMN updated_by SET STATISTICS 0,
    ALTER COLUMN statistics_hash SET STATISTICS 0;

CREATE UNIQUE INDEX asset_qualified_name_uk ON asset (qualified_name, type_name);
-- What a relation contains has paths that begin with its own, and few others have: columns are found by their paths.
CREATE INDEX asset_parent_idx ON asset (parent_qualified_name, type_name, ordinal) WHERE type_name <> 'Column';
-- Columns by name within a connection are met on a walk along asset_name_idx where there are many, and sorted where there are few.
CREATE INDEX asset_connection_type_name_idx
    ON asset (connection_qualified_name, type_name, name, guid) WHERE type_name <> 'Column';
-- One key for all that a connection has, so that the index stays small and is written at its end.
CREATE INDEX asset_connection_idx ON asset (connection_qualified_name);

COMMENT ON TABLE asset IS 'One thing found at a source, or a connection. Crawled values only; see asset_curation for what people wrote.';
COMMENT ON COLUMN asset.qualified_name IS 'Path from the connection down; % and / inside a name are written %25 and %2F, so that two objects never share one.';
COMMENT ON COLUMN asset.parent_qualified_name IS 'The thing that contains it: relation of a column, schema of a relation or routine, database of a schema. NULL for a connection.';
COMMENT ON COLUMN asset.relation_name IS 'Of a column: name of its table or view. NULL for all else.';
COMMENT ON COLUMN asset.ordinal IS 'Of a column: pg_attribute.attnum, with gaps where columns were dropped. NULL for all else.';
COMMENT ON COLUMN asset.status IS 'DELETED = archived: it vanished at the source, or was deleted by a person; it keeps its guid.';
COMMENT ON COLUMN asset.content_hash IS 'First 64 bits of a SHA-256 over all that a merge compares, and type and path. Equal = unchanged; a difference only makes the merge look closer.';
COMMENT ON COLUMN asset.statistics IS 'Counters that move without anybody changing the object (rows, bytes). Refreshed without a change row. NULL where there are none.';
COMMENT ON COLUMN asset.statistics_hash IS 'First 64 bits of the SHA-256 of the statistics as they were staged. NULL where there are none.';
COMMENT ON COLUMN asset.created_in IS 'The merge that created it, see asset_merge. NULL: no merge did; a row CREATED in asset_change then says what did.';

CREATE TABLE asset_curation (
    guid uuid CONSTRAINT asset_curation_pk PRIMARY KEY
        CONSTRAINT asset_curation_asset_fk REFERENCES asset ON DELETE CASCADE,
    attributes jsonb NOT NULL,
    updated_at timestamptz NOT NULL,
    updated_by text NOT NULL,
    version integer NOT NULL DEFAULT 0,
    CONSTRAINT asset_curation_attributes_are_an_object CHECK (jsonb_typeof(attributes) = 'object')
);

COMMENT ON TABLE asset_curation IS 'What people wrote about an asset. Laid over the crawled attributes on read; no run ever touches it.';
COMMENT ON COLUMN asset_curation.attributes IS 'By the SDKs'' names. An attribute that is not there is not curated, and the crawled value shows.';
COMMENT ON COLUMN asset_curation.version IS 'How often somebody changed it; readers add it to the version of the asset.';

CREATE TABLE asset_change (
    id bigint GENERATED ALWAYS AS IDENTITY,
    guid uuid NOT NULL,
    run_name text COLLATE "C",
    kind text COLLATE "C" NOT NULL,
    changes jsonb,
    changed_by text COLLATE "C",
    at timestamptz NOT NULL,
    CONSTRAINT asset_change_kind_known CHECK (kind IN ('CREATED', 'CHANGED', 'ARCHIVED', 'RESTORED')),
    CONSTRAINT asset_change_names_attributes CHECK (kind <> 'CHANGED' OR changes IS NOT NULL)
);

CREATE INDEX asset_change_guid_idx ON asset_change (guid, id);
CREATE INDEX asset_change_run_idx ON asset_change (run_name, kind);

COMMENT ON COLUMN asset_change.guid IS 'The asset. No foreign key: a first crawl writes a million of these rows, and a purge deletes them itself.';
COMMENT ON COLUMN asset_change.run_name IS 'The run that did it; NULL when a person did.';
COMMENT ON COLUMN asset_change.changed_by IS 'User name of the person who did it; NULL when a run did.';
COMMENT ON COLUMN asset_change.changes IS 'Object of attribute name to {"old":…,"new":…}; a side that was absent is left out. NULL where the kind says all.';

CREATE TABLE asset_merge (
    id bigint CONSTRAINT asset_merge_pk PRIMARY KEY,
    connection_qualified_name text COLLATE "C" NOT NULL,
    database_name text COLLATE "C" NOT NULL,
    run_name text COLLATE "C" NOT NULL,
    created bigint NOT NULL,
    first_guid uuid NOT NULL,
    last_guid uuid NOT NULL,
    at timestamptz NOT NULL,
    CONSTRAINT asset_merge_created_some CHECK (created > 0)
);

CREATE SEQUENCE asset_merge_id_seq AS bigint OWNED BY asset_merge.id;
CREATE INDEX asset_merge_run_idx ON asset_merge (run_name);

COMMENT ON TABLE asset_merge IS 'A merge that created assets. Stands for a change CREATED of each asset that names it in created_in and still exists.';
COMMENT ON COLUMN asset_merge.created IS 'How many assets it created, those that were purged since included.';
COMMENT ON COLUMN asset_merge.first_guid IS 'With last_guid the range in which the guids of these assets lie, as they are made in order; others lie there, too.';

CREATE TABLE database_sync (
    connection_qualified_name text COLLATE "C" NOT NULL,
    database_name text COLLATE "C" NOT NULL,
    workflow_name text COLLATE "C" NOT NULL,
    run_name text COLLATE "C" NOT NULL,
    at timestamptz NOT NULL,
    changes bigint NOT NULL DEFAULT 0,
    CONSTRAINT database_sync_pk PRIMARY KEY (connection_qualified_name, database_name)
);

COMMENT ON TABLE database_sync IS 'The last run that read a database. Read into lastSyncRun and its kin of every asset, so that an unchanged crawl need not touch the assets.';
COMMENT ON COLUMN database_sync.changes IS 'How many merges have changed an asset of the database. A read that began at another number is older than what is stored, and may not be merged.';

CREATE TABLE database_fingerprint (
    connection_qualified_name text COLLATE "C" NOT NULL,
    database_name text COLLATE "C" NOT NULL,
    reader text NOT NULL,
    fingerprint text NOT NULL,
    run_name text COLLATE "C" NOT NULL,
    read_at timestamptz NOT NULL,
    assets bigint NOT NULL,
    assets_hash numeric NOT NULL,
    CONSTRAINT database_fingerprint_pk PRIMARY KEY (connection_qualified_name, database_name),
    CONSTRAINT database_fingerprint_assets_counted CHECK (assets >= 0)
);

COMMENT ON TABLE database_fingerprint IS 'What the last complete crawl of a database saw and left. No row = the next crawl reads everything.';
COMMENT ON COLUMN database_fingerprint.reader IS 'Which state of the program read; another one reads everything anew.';
COMMENT ON COLUMN database_fingerprint.fingerprint IS 'The source''s own words; opaque here.';
COMMENT ON COLUMN database_fingerprint.read_at IS 'When everything was read, not when it was found unchanged.';
COMMENT ON COLUMN database_fingerprint.assets IS 'Active assets of the database when the crawl had merged.';
COMMENT ON COLUMN database_fingerprint.assets_hash IS 'Sum of hashes over them and their contents: whoever changes, deletes or restores one, by whatever way, makes it differ.';

CREATE TABLE schema_read (
    connection_qualified_name text COLLATE "C" NOT NULL,
    database_name text COLLATE "C" NOT NULL,
    schema_name text COLLATE "C" NOT NULL,
    workflow_name text COLLATE "C" NOT NULL,
    CONSTRAINT schema_read_pk PRIMARY KEY (connection_qualified_name, database_name, schema_name, workflow_name)
);

COMMENT ON TABLE schema_read IS 'Which schemas each workflow read the last time it read the database. What another workflow reads is not archived as excluded by a filter.';

CREATE TABLE archive_hold (
    connection_qualified_name text COLLATE "C" NOT NULL,
    database_name text COLLATE "C" NOT NULL,
    workflow_name text COLLATE "C" NOT NULL,
    run_name text COLLATE "C" NOT NULL,
    candidates bigint NOT NULL,
    candidates_digest text COLLATE "C" NOT NULL,
    filtered_out bigint NOT NULL,
    active bigint NOT NULL,
    at timestamptz NOT NULL,
    approved_by text,
    approved_at timestamptz,
    CONSTRAINT archive_hold_pk PRIMARY KEY (connection_qualified_name, database_name, workflow_name),
    CONSTRAINT archive_hold_counts CHECK (candidates > 0 AND active >= candidates),
    CONSTRAINT archive_hold_filtered_out CHECK (filtered_out BETWEEN 0 AND candidates),
    CONSTRAINT archive_hold_approval_whole CHECK ((approved_by IS NULL) = (approved_at IS NULL))
);

COMMENT ON TABLE archive_hold IS 'Archiving that waits for a person, as it would take too large a share of a connection''s assets.';
COMMENT ON COLUMN archive_hold.database_name IS 'The database whose assets would be archived; empty for databases that the server no longer lists.';
COMMENT ON COLUMN archive_hold.candidates IS 'How many assets would be archived.';
COMMENT ON COLUMN archive_hold.candidates_digest IS 'SHA-256 over the guids of the candidates in their order, in hexadecimal. An approval covers this list and no other.';
COMMENT ON COLUMN archive_hold.filtered_out IS 'How many of them still exist at the source and are excluded by the filter.';
COMMENT ON COLUMN archive_hold.active IS 'How many active assets the connection had.';

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

-- Attributes as they were staged, with the older value at each path that could not be read, also where the older one has none there.
-- Paths are names joined by slashes.
CREATE FUNCTION attributes_with_unknown_kept(staged jsonb, older jsonb, paths text[]) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
    result jsonb := staged;
    path text;
    names text[];
BEGIN
    FOREACH path IN ARRAY paths LOOP
        names := string_to_array(path, '/');
        result := result #- names;
        IF older #> names IS NOT NULL THEN
            FOR depth IN 1 .. cardinality(names) - 1 LOOP
                IF result #> names[:depth] IS NULL THEN
                    result := jsonb_set(result, names[:depth], '{}');
                END IF;
            END LOOP;
            result := jsonb_set(result, names, older #> names);
        END IF;
    END LOOP;
    RETURN result;
END
$$;
