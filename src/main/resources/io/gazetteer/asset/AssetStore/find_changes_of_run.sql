-- What one run did after the change at (:place, :id, :guid), in the order in which it was written; what its merges created comes last, with the id 0.
-- changes is NULL where the kind says all.
SELECT w.id, w.guid, w.type_name, w.qualified_name, w.name, w.run_name, w.changed_by, w.kind, w.changes, w.at
FROM (
    (SELECT CASE h.kind WHEN 'ARCHIVED' THEN 1 WHEN 'CHANGED' THEN 2 WHEN 'RESTORED' THEN 3 ELSE 4 END AS place, h.id, h.guid,
        a.type_name, a.qualified_name, a.name, h.run_name, h.changed_by, h.kind, h.changes, h.at
    FROM asset_change h
    JOIN asset a ON a.guid = h.guid
    WHERE h.run_name = :run
        AND (CASE h.kind WHEN 'ARCHIVED' THEN 1 WHEN 'CHANGED' THEN 2 WHEN 'RESTORED' THEN 3 ELSE 4 END, h.id) > (:place, :id)
    ORDER BY place, h.id
    LIMIT :limit)
    UNION ALL
    (SELECT 5, 0, c.guid, c.type_name, c.qualified_name, c.name, m.run_name, NULL, 'CREATED', NULL, c.created_at
    FROM asset_merge m
    -- Few of each merge, in the order of the index, instead of a million of all.
    CROSS JOIN LATERAL (
        SELECT a.guid, a.type_name, a.qualified_name, a.name, a.created_at
        FROM asset a
        WHERE a.guid BETWEEN m.first_guid AND m.last_guid AND a.created_in = m.id AND a.guid > :guid
        ORDER BY a.guid
        LIMIT :limit) AS c
    WHERE m.run_name = :run
    ORDER BY c.guid
    LIMIT :limit)
) AS w
ORDER BY w.place, w.id, w.guid
LIMIT :limit
