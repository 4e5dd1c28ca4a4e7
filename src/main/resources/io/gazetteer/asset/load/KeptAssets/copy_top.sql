-- Binary, one uuid per row.
COPY pg_temp.asset_top FROM STDIN (FORMAT binary)
