-- The database that read_known reads; a COPY takes no parameters. Until the transaction ends.
SELECT set_config('gazetteer.connection', :connection, true) AS connection,
    set_config('gazetteer.database', :database, true) AS database
