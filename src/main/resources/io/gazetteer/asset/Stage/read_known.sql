-- The assets of a database in the catalogue: content hash, and statistics hash, which is NULL without statistics.
COPY (
    SELECT a.content_hash, a.statistics_hash
    FROM asset a
    WHERE a.connection_qualified_name = current_setting('gazetteer.connection')
        AND a.database_name = current_setting('gazetteer.database')
        AND a.status = 'ACTIVE'
) TO STDOUT (FORMAT binary)
