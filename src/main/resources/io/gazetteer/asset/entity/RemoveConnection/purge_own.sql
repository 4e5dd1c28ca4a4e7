-- Removes the asset of a connection with its history.
WITH purged AS (
    DELETE FROM asset a WHERE a.qualified_name = :connection AND a.type_name = 'Connection' RETURNING a.guid
)
DELETE FROM asset_change h USING purged p WHERE h.guid = p.guid
