-- Whether the catalogue holds nothing of a database, archived assets included.
SELECT NOT EXISTS (
    SELECT FROM asset a WHERE a.connection_qualified_name = :connection AND a.database_name = :database)
