-- Removes the names that no asset has.
DELETE FROM asset_name k WHERE NOT EXISTS (SELECT FROM asset a WHERE a.name = k.name)
