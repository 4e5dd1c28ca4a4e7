-- Which schemas this workflow reads of the database, instead of those it read before; an unchanged list is not written.
WITH listed AS (
    SELECT s.schema_name FROM pg_temp.asset_stage s WHERE s.type_name = 'Schema'
), dropped AS (
    DELETE FROM schema_read r
    WHERE r.connection_qualified_name = :connection
        AND r.database_name = :database
        AND r.workflow_name = :workflow
        AND r.schema_name NOT IN (SELECT l.schema_name FROM listed l)
)
INSERT INTO schema_read (connection_qualified_name, database_name, schema_name, workflow_name)
SELECT :connection, :database, l.schema_name, :workflow
FROM listed l
ON CONFLICT ON CONSTRAINT schema_read_pk DO NOTHING
