-- One row: the name of this database. Rights: none. PostgreSQL 13 to 18.
SELECT current_database()
