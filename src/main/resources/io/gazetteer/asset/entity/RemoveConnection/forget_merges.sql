-- What merges of a connection created; their assets are gone.
DELETE FROM asset_merge m WHERE m.connection_qualified_name = :connection
