-- One row: the database that the session is in. The comment is NULL when there is none, the ACL where nothing was granted.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT d.datname AS name,
    pg_get_userbyid(d.datdba) AS owner,
    shobj_description(d.oid, 'pg_database') AS comment,
    pg_encoding_to_char(d.encoding) AS encoding,
    d.datcollate AS collation,
    current_setting('server_version') AS version,
    current_setting('block_size')::bigint AS block_size,
    CAST(d.datacl AS text) AS acl
FROM pg_database d
WHERE d.datname = current_database()
