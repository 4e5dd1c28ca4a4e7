-- Databases of a connection that have assets.
SELECT a.name FROM asset a WHERE a.connection_qualified_name = :connection AND a.type_name = 'Database' ORDER BY a.name
