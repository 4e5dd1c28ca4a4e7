-- Binary, one bigint per row.
COPY pg_temp.asset_unseen FROM STDIN (FORMAT binary)
