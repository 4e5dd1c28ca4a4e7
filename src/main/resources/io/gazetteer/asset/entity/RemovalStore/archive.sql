-- Archives an asset and what is inside, of a connection the asset alone; one number: how many were active. Relations of several kinds may
-- have had the same path; each contains only what names its kind as the parent.
WITH archived AS (
    UPDATE asset a
    SET status = 'DELETED', version = a.version + 1, updated_at = :now, updated_by = :by
    WHERE a.status = 'ACTIVE'
        AND (a.guid = :guid
            OR (:type <> 'Connection'
                AND a.qualified_name >= CAST(:path AS text) || '/'
                AND a.qualified_name < CAST(:path AS text) || '0'
                AND (a.parent_type_name = :type
                    OR :type NOT IN ('Table', 'TablePartition', 'View', 'MaterialisedView'))))
    RETURNING a.guid
), noted AS (
    INSERT INTO asset_change (guid, changed_by, kind, at)
    SELECT guid, :by, 'ARCHIVED', :now FROM archived
)
SELECT count(*) FROM archived
