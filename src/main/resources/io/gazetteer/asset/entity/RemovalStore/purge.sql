-- Removes an asset and what is inside, of a connection the asset alone, with what people wrote about them; and with their
-- history, if that is to go too. One number: how many were there. Inside a relation is what names its kind as the parent, as in archive.
WITH purged AS (
    DELETE FROM asset a
    WHERE a.guid = :guid
        OR (:type <> 'Connection'
            AND a.qualified_name >= CAST(:path AS text) || '/'
            AND a.qualified_name < CAST(:path AS text) || '0'
            AND (a.parent_type_name = :type
                OR :type NOT IN ('Table', 'TablePartition', 'View', 'MaterialisedView')))
    RETURNING a.guid
), forgotten AS (
    DELETE FROM asset_change h USING purged p WHERE :history AND h.guid = p.guid
)
SELECT count(*) FROM purged
