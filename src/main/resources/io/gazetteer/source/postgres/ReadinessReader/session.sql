-- One row: the role that rights are checked for, the database, and whether the server counts scans. Rights: none. PostgreSQL 13 to 18.
SELECT current_user AS role, current_database() AS database, current_setting('track_counts')::boolean AS counts_scans
