-- One row: the database of the connection and the server's version. Privileges: none. H2 2.
SELECT DATABASE(), H2VERSION()
