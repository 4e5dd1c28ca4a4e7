-- After a large merge, so that the next search is planned by what is there now.
ANALYZE asset
