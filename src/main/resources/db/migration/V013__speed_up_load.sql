-- What makes a crawl's writing cheap: hashes to compare with, and one row a merge in place of one change row an asset created.

CREATE TABLE asset_merge (
    id bigint CONSTRAINT asset_merge_pkey PRIMARY KEY,
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

-- Nullable and without a default, so that no row is rewritten.
ALTER TABLE asset
    ADD COLUMN created_in bigint,
    ADD COLUMN statistics_hash bigint;

COMMENT ON COLUMN asset.created_in IS 'The merge that created it, see asset_merge. NULL: no merge did, or one before this column; a row CREATED in asset_change then says what did.';
COMMENT ON COLUMN asset.statistics_hash IS 'First 64 bits of the SHA-256 of the statistics as they were staged. NULL where there are none, or where they are older than this column.';
COMMENT ON COLUMN asset.content_hash IS 'First 64 bits of a SHA-256 over all that a merge compares, and type and path. Equal = as it was; a difference only makes the merge look closer.';

-- Nobody filters by a whole object, and sampling them is half of what ANALYZE costs.
ALTER TABLE asset ALTER COLUMN attributes SET STATISTICS 0, ALTER COLUMN statistics SET STATISTICS 0;

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
