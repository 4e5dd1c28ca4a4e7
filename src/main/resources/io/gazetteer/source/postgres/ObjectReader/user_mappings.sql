-- One row per user mapping of the database: who is mapped at which server, and none of the options, which hold passwords.
-- Columns as ObjectReader says. Privileges: none. PostgreSQL 13 to 18.
SELECT u.umid AS oid,
    0 AS schema,
    0 AS relation,
    CASE WHEN u.umuser = 0 THEN 'PUBLIC' ELSE E'\x01\x02' || quote_ident(u.usename) || E'\x02\x01' END || '@' || quote_ident(u.srvname) AS identity,
    CASE WHEN u.umuser = 0 THEN 'PUBLIC' ELSE E'\x01\x02' || u.usename || E'\x02\x01' END AS name,
    NULL AS owner,
    NULL AS comment,
    format('CREATE USER MAPPING FOR %s SERVER %I', CASE WHEN u.umuser = 0 THEN 'PUBLIC' ELSE E'\x01\x02' || quote_ident(u.usename) || E'\x02\x01' END, u.srvname) AS definition,
    json_build_object('foreignServer', u.srvname,
        'user', CASE WHEN u.umuser = 0 THEN 'PUBLIC' WHEN u.usename = 'PUBLIC' THEN '"PUBLIC"' ELSE E'\x01\x02' || u.usename || E'\x02\x01' END) AS attributes,
    NULL AS acl
FROM pg_user_mappings u
