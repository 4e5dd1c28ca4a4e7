-- One row: the database that the session is in. The comment is NULL when there is none, the ACL where nothing was granted.
-- Rights: none. PostgreSQL 13 to 18.
SELECT d.datname,
    pg_get_userbyid(d.datdba),
    shobj_description(d.oid, 'pg_database'),
    pg_encoding_to_char(d.encoding),
    d.datcollate,
    current_setting('server_version'),
    current_setting('block_size')::bigint,
    CAST(d.datacl AS text)
FROM pg_database d
WHERE d.datname = current_database()
