-- One row per user mapping of the database: who is mapped at which server, and none of the options, which hold passwords.
-- Columns as ObjectReader says. Rights: none. PostgreSQL 13 to 18.
SELECT u.umid,
    0,
    0,
    CASE WHEN u.umuser = 0 THEN 'PUBLIC' ELSE E'\x01\x02' || quote_ident(u.usename) || E'\x02\x01' END || '@' || quote_ident(u.srvname),
    CASE WHEN u.umuser = 0 THEN 'PUBLIC' ELSE E'\x01\x02' || u.usename || E'\x02\x01' END,
    NULL,
    NULL,
    format('CREATE USER MAPPING FOR %s SERVER %I', CASE WHEN u.umuser = 0 THEN 'PUBLIC' ELSE E'\x01\x02' || quote_ident(u.usename) || E'\x02\x01' END, u.srvname),
    json_build_object('foreignServer', u.srvname,
        'user', CASE WHEN u.umuser = 0 THEN 'PUBLIC' WHEN u.usename = 'PUBLIC' THEN '"PUBLIC"' ELSE E'\x01\x02' || u.usename || E'\x02\x01' END),
    NULL
FROM pg_user_mappings u
