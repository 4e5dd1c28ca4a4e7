-- Removes the counts of names that stand for no asset; whoever is about to add to one adds a new row.
DELETE FROM asset_name_count k WHERE k.assets = 0
