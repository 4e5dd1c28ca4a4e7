-- Active assets of databases that the filters exclude, except databases of which another workflow reads a schema.
INSERT INTO pg_temp.asset_filtered (guid)
SELECT a.guid
FROM asset a
WHERE a.connection_qualified_name = :connection
    AND a.database_name = ANY (:databases)
    AND a.status = 'ACTIVE'
    AND NOT EXISTS (
        SELECT
        FROM schema_read r
        WHERE r.connection_qualified_name = a.connection_qualified_name
            AND r.database_name = a.database_name
            AND r.workflow_name = ANY (:others))
