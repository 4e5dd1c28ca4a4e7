-- Binary, in the order in which FigureStage.write sends the fields.
COPY pg_temp.asset_figures FROM STDIN (FORMAT binary)
