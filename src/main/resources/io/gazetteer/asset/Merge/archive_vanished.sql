-- Archives vanished assets and returns their number.
WITH archived AS (
    UPDATE asset a
    SET status = 'DELETED', version = a.version + 1, updated_at = :now, updated_by = :workflow
    FROM pg_temp.asset_vanished v
    WHERE a.guid = v.guid AND a.status = 'ACTIVE'
    RETURNING a.guid
), noted AS (
    INSERT INTO asset_change (guid, run_name, kind, at)
    SELECT guid, :run, 'ARCHIVED', :now FROM archived
)
SELECT count(*) FROM archived
