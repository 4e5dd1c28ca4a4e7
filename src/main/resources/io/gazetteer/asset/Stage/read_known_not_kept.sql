-- As read_known, without assets that are kept and what they contain.
COPY (
    SELECT a.content_hash, a.statistics_hash
    FROM asset a
    WHERE a.connection_qualified_name = current_setting('gazetteer.connection')
        AND a.database_name = current_setting('gazetteer.database')
        AND a.status = 'ACTIVE'
        AND NOT EXISTS (
            SELECT
            FROM pg_temp.asset_kept k
            WHERE k.qualified_name = a.qualified_name AND k.type_name = a.type_name)
        AND NOT EXISTS (
            SELECT
            FROM pg_temp.asset_kept k
            WHERE k.qualified_name = a.parent_qualified_name AND k.type_name = a.parent_type_name)
) TO STDOUT (FORMAT binary)
