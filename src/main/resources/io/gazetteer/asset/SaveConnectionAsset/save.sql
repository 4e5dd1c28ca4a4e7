-- The asset of a connection, and a change row where it is new or differs. run is NULL when a person did it, person when a run did.
WITH before AS (
    SELECT a.guid, a.name, a.attributes, a.status FROM asset a WHERE a.qualified_name = :path AND a.type_name = 'Connection'
), saved AS (
    INSERT INTO asset AS a (guid, type_name, qualified_name, name, connection_qualified_name, content_hash, attributes,
        created_at, created_by, updated_at, updated_by)
    VALUES (:guid, 'Connection', :path, :name, :path, 0, CAST(:attributes AS jsonb), :now, :by, :now, :by)
    ON CONFLICT (qualified_name, type_name) DO UPDATE
    SET name = excluded.name,
        attributes = excluded.attributes,
        status = 'ACTIVE',
        version = a.version + 1,
        updated_at = excluded.updated_at,
        updated_by = excluded.updated_by
    WHERE a.name <> excluded.name OR a.attributes <> excluded.attributes OR a.status <> 'ACTIVE'
    RETURNING a.guid, a.name, a.attributes
)
INSERT INTO asset_change (guid, run_name, changed_by, kind, changes, at)
SELECT s.guid,
    :run,
    :person,
    CASE WHEN b.guid IS NULL THEN 'CREATED' WHEN b.status = 'DELETED' THEN 'RESTORED' ELSE 'CHANGED' END,
    CASE WHEN b.guid IS NOT NULL THEN attribute_changes(
        b.attributes || jsonb_build_object('name', b.name), s.attributes || jsonb_build_object('name', s.name)) END,
    :now
FROM saved s
LEFT JOIN before b ON b.guid = s.guid
