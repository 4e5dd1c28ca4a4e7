-- Binary, in the order in which KeptAssets sends the fields.
COPY pg_temp.asset_kept FROM STDIN (FORMAT binary)
