-- Binary, in the order in which StageRows sends the fields.
COPY pg_temp.asset_stage FROM STDIN (FORMAT binary)
