-- Binary, one uuid a row.
COPY pg_temp.asset_top FROM STDIN (FORMAT binary)
