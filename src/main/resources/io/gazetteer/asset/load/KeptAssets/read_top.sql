-- What the catalogue holds of a database and is no part of a relation: guid, type, path. Columns always are one.
COPY (
    SELECT a.guid, a.type_name, a.qualified_name
    FROM asset a
    WHERE a.connection_qualified_name = current_setting('gazetteer.connection')
        AND a.database_name = current_setting('gazetteer.database')
        AND a.status = 'ACTIVE'
        AND a.type_name <> 'Column'
        AND coalesce(a.parent_type_name, '') NOT IN ('Table', 'TablePartition', 'View', 'MaterialisedView')
) TO STDOUT (FORMAT binary)
