-- Binary, in the order in which Stage.write sends the fields.
COPY pg_temp.asset_stage FROM STDIN (FORMAT binary)
