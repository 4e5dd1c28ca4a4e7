-- What one run did, in the order in which it was written. changes is NULL where the kind says all.
SELECT h.id, h.guid, a.type_name, a.qualified_name, a.name, h.run_name, h.kind, h.changes, h.at
FROM asset_change h
JOIN asset a ON a.guid = h.guid
WHERE h.run_name = :run
ORDER BY CASE h.kind WHEN 'ARCHIVED' THEN 1 WHEN 'CHANGED' THEN 2 WHEN 'RESTORED' THEN 3 ELSE 4 END, h.id
LIMIT :limit
