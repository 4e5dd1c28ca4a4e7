-- The number of a merge.
SELECT nextval('asset_merge_id_seq')
