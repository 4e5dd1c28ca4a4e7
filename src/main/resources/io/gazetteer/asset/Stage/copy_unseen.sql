-- Binary, one bigint a row.
COPY pg_temp.asset_unseen FROM STDIN (FORMAT binary)
