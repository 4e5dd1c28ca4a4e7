-- As read_known.
COPY pg_temp.asset_not_kept (content_hash, statistics_hash) TO STDOUT (FORMAT binary)
