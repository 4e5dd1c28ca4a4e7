-- One row per procedural language of the database that did not come with the server. Columns as ObjectReader says.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT l.oid,
    0 AS schema,
    0 AS relation,
    l.lanname AS identity,
    l.lanname AS name,
    pg_get_userbyid(l.lanowner) AS owner,
    obj_description(l.oid, 'pg_language') AS comment,
    format('CREATE %sLANGUAGE %I', CASE WHEN l.lanpltrusted THEN 'TRUSTED ' ELSE '' END, l.lanname)
        || CASE WHEN l.lanplcallfoid <> 0 THEN ' HANDLER ' || l.lanplcallfoid::regproc::text ELSE '' END
        || CASE WHEN l.laninline <> 0 THEN ' INLINE ' || l.laninline::regproc::text ELSE '' END
        || CASE WHEN l.lanvalidator <> 0 THEN ' VALIDATOR ' || l.lanvalidator::regproc::text ELSE '' END AS definition,
    json_build_object(
        'isTrusted', l.lanpltrusted,
        'handler', CASE WHEN l.lanplcallfoid <> 0 THEN l.lanplcallfoid::regproc::text END,
        'inlineHandler', CASE WHEN l.laninline <> 0 THEN l.laninline::regproc::text END,
        'validator', CASE WHEN l.lanvalidator <> 0 THEN l.lanvalidator::regproc::text END) AS attributes,
    l.lanacl AS acl
FROM pg_language l
WHERE l.lanispl AND l.oid >= 16384
