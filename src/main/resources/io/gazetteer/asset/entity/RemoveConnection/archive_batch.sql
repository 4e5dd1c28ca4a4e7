-- Archives the active ones among the next assets of a connection, in order of their paths. One row: how many were archived, and
-- path and type of the last asset looked at, NULL where there was none.
WITH next AS (
    SELECT a.guid, a.qualified_name, a.type_name, a.status
    FROM asset a
    WHERE (a.qualified_name, a.type_name) > (:path, :type)
        AND a.qualified_name < CAST(:connection AS text) || '0'
    ORDER BY a.qualified_name, a.type_name
    LIMIT :limit
), archived AS (
    UPDATE asset a
    SET status = 'DELETED', version = a.version + 1, updated_at = :now, updated_by = :workflow
    FROM next n
    WHERE a.guid = n.guid AND a.status = 'ACTIVE'
    RETURNING a.guid
), noted AS (
    INSERT INTO asset_change (guid, run_name, kind, at)
    SELECT guid, :run, 'ARCHIVED', :now FROM archived
), last AS (
    SELECT n.qualified_name, n.type_name FROM next n ORDER BY n.qualified_name DESC, n.type_name DESC LIMIT 1
)
SELECT (SELECT count(*) FROM archived) AS removed, l.qualified_name, l.type_name
FROM (VALUES (1)) AS one
LEFT JOIN last l ON true
