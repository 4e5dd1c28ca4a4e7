-- Whose assets read_known reads, which as a COPY takes no values itself; until the transaction ends.
SELECT set_config('gazetteer.connection', :connection, true) AS connection,
    set_config('gazetteer.database', :database, true) AS database
