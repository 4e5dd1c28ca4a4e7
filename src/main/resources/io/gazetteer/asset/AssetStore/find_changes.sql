-- What happened to one asset before the change with id :before, newest first. run_name is NULL where a person did it; changes is NULL where the kind says all.
-- changed_by is NULL where a run did it. The creation by a merge comes last; it has no row of its own and the id 0.
SELECT h.id, h.guid, a.type_name, a.qualified_name, a.name, h.run_name, h.changed_by, h.kind, h.changes, h.at
FROM asset_change h
JOIN asset a ON a.guid = h.guid
WHERE h.guid = :guid AND h.id < :before
UNION ALL
SELECT 0, a.guid, a.type_name, a.qualified_name, a.name, m.run_name, NULL, 'CREATED', NULL, a.created_at
FROM asset a
JOIN asset_merge m ON m.id = a.created_in
WHERE a.guid = :guid AND 0 < :before
ORDER BY id DESC
LIMIT :limit
