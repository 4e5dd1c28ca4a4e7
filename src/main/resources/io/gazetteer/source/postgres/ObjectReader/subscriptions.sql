-- One row per subscription of the database, without the column that tells how to connect, which only superusers may read.
-- 13 withholds the oid, and with it the comment. Columns as ObjectReader says. Rights: none, save on servers that withhold more columns. PostgreSQL 13 to 18.
SELECT [[pg_subscription.oid THEN s.oid ELSE 0]],
    0,
    0,
    s.subname,
    s.subname,
    pg_get_userbyid(s.subowner),
    shobj_description([[pg_subscription.oid THEN s.oid ELSE 0]], 'pg_subscription'),
    NULL,
    json_build_object(
        'isEnabled', s.subenabled,
        'slotName', s.subslotname,
        'publications', s.subpublications),
    NULL
FROM pg_subscription s
JOIN pg_database d ON d.oid = s.subdbid
WHERE d.datname = current_database()
