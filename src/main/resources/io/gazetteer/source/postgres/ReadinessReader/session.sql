-- One row: the role that privileges are checked for, the database, and whether the server counts scans. Privileges: none. PostgreSQL 13 to 18.
SELECT current_user AS role, current_database() AS database, current_setting('track_counts')::boolean AS counts_scans
