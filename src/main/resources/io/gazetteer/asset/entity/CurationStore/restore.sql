-- Brings an archived asset back, and with it what is inside and was archived at the same time by the same hand. Inside a relation is what names
-- its kind as the parent, as in RemovalStore/archive.
WITH top AS (
    SELECT a.guid, a.qualified_name, a.type_name, a.updated_at, a.updated_by
    FROM asset a
    WHERE a.guid = :guid AND a.status = 'DELETED'
), restored AS (
    UPDATE asset a
    SET status = 'ACTIVE', version = a.version + 1, updated_at = :now, updated_by = :by
    FROM top t
    WHERE a.status = 'DELETED'
        AND a.updated_at = t.updated_at
        AND a.updated_by = t.updated_by
        AND (a.guid = t.guid
            OR (t.type_name <> 'Connection'
                AND a.qualified_name >= t.qualified_name || '/'
                AND a.qualified_name < t.qualified_name || '0'
                AND (a.parent_type_name = t.type_name
                    OR t.type_name NOT IN ('Table', 'TablePartition', 'View', 'MaterialisedView'))))
    RETURNING a.guid
)
INSERT INTO asset_change (guid, changed_by, kind, at)
SELECT r.guid, :by, 'RESTORED', :now FROM restored r
