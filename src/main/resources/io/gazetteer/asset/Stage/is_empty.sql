-- Whether the catalogue has no asset of a database, including archived ones.
SELECT NOT EXISTS (
    SELECT FROM asset a WHERE a.connection_qualified_name = :connection AND a.database_name = :database)
