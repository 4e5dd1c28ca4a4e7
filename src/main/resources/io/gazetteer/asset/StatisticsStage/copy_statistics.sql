-- Binary, in the order in which StatisticsStage.write sends the fields.
COPY pg_temp.asset_new_statistics FROM STDIN (FORMAT binary)
