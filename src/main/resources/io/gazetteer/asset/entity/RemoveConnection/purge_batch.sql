-- Removes the next assets of a connection with their history and what people wrote about them, in order of their paths. One row:
-- how many were removed, and path and type of the last of them, NULL where there was none.
WITH next AS (
    SELECT a.guid, a.qualified_name, a.type_name
    FROM asset a
    WHERE (a.qualified_name, a.type_name) > (:path, :type)
        AND a.qualified_name < CAST(:connection AS text) || '0'
    ORDER BY a.qualified_name, a.type_name
    LIMIT :limit
), forgotten AS (
    DELETE FROM asset_change h USING next n WHERE h.guid = n.guid
), purged AS (
    DELETE FROM asset a USING next n WHERE a.guid = n.guid RETURNING a.guid
), last AS (
    SELECT n.qualified_name, n.type_name FROM next n ORDER BY n.qualified_name DESC, n.type_name DESC LIMIT 1
)
SELECT (SELECT count(*) FROM purged) AS removed, l.qualified_name, l.type_name
FROM (VALUES (1)) AS one
LEFT JOIN last l ON true
