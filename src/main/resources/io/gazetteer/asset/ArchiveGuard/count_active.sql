-- How many active assets the connection has, the connection itself left out.
SELECT count(*)
FROM asset a
WHERE a.connection_qualified_name = :connection AND a.status = 'ACTIVE' AND a.type_name <> 'Connection'
