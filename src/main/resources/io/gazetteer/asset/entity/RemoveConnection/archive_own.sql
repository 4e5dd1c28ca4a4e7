-- Archives the asset of a connection.
WITH archived AS (
    UPDATE asset a
    SET status = 'DELETED', version = a.version + 1, updated_at = :now, updated_by = :workflow
    WHERE a.qualified_name = :connection AND a.type_name = 'Connection' AND a.status = 'ACTIVE'
    RETURNING a.guid
)
INSERT INTO asset_change (guid, run_name, kind, at)
SELECT guid, :run, 'ARCHIVED', :now FROM archived
