-- What happened to one asset, newest first. run_name is NULL where a person did it; changes is NULL where the kind says all.
SELECT h.id, h.guid, a.type_name, a.qualified_name, a.name, h.run_name, h.kind, h.changes, h.at
FROM asset_change h
JOIN asset a ON a.guid = h.guid
WHERE h.guid = :guid
ORDER BY h.id DESC
LIMIT :limit
