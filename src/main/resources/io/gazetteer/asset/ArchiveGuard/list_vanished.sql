-- Types and paths of what vanished, the first few by path.
SELECT a.type_name || ' ' || a.qualified_name
FROM pg_temp.asset_vanished v
JOIN asset a ON a.guid = v.guid
ORDER BY a.qualified_name, a.type_name
LIMIT :limit
