-- After a large merge, so that the next search is planned with current statistics.
ANALYZE asset
