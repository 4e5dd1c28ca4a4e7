-- How many assets this run has archived already, in other databases.
SELECT count(*) FROM asset_change h WHERE h.run_name = :run AND h.kind = 'ARCHIVED'
