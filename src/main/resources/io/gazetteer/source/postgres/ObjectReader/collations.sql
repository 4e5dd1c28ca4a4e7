-- One row per collation of the selected schemas, which is never one that came with the server. Columns as ObjectReader says. An
-- encoding of -1 fits all; of libc such a one can only be made as a copy. Privileges: none. PostgreSQL 13 to 18.
SELECT c.oid,
    c.collnamespace AS schema,
    0 AS relation,
    CASE WHEN c.collencoding = -1 THEN c.collname ELSE c.collname || '(' || pg_encoding_to_char(c.collencoding) || ')' END AS identity,
    c.collname AS name,
    pg_get_userbyid(c.collowner) AS owner,
    obj_description(c.oid, 'pg_collation') AS comment,
    CASE WHEN copied.name IS NOT NULL THEN format('CREATE COLLATION %I.%I FROM %I.%I', n.nspname, c.collname, 'pg_catalog', copied.name)
        ELSE format('CREATE COLLATION %I.%I (PROVIDER = %s, %s%s%s)', n.nspname, c.collname, provider.name,
        coalesce('LOCALE = ' || quote_literal(locale.name),
            format('LC_COLLATE = %L, LC_CTYPE = %L', c.collcollate, c.collctype)),
        CASE WHEN c.collisdeterministic THEN '' ELSE ', DETERMINISTIC = false' END,
        [[pg_collation.collicurules THEN ', RULES = ' || quote_literal(c.collicurules) ELSE '']]) END AS definition,
    json_build_object(
        'provider', provider.name,
        'locale', coalesce(locale.name, c.collcollate::text),
        'isDeterministic', c.collisdeterministic,
        'collationVersion', c.collversion) AS attributes,
    NULL AS acl
FROM pg_collation c
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF c.collnamespace]]) AS n (nspname)
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.collnamespace
CROSS JOIN LATERAL (
    SELECT CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'c' THEN 'libc' WHEN 'b' THEN 'builtin' ELSE 'default' END)
    AS provider (name)
CROSS JOIN LATERAL (
    SELECT coalesce(
        [[pg_collation.colllocale THEN c.colllocale ELSE NULL]],
        [[pg_collation.colliculocale THEN c.colliculocale ELSE NULL]],
        CASE WHEN c.collcollate::text = c.collctype::text THEN c.collcollate::text END)) AS locale (name)
CROSS JOIN LATERAL (
    SELECT min(o.collname)
    FROM pg_collation o
    WHERE c.collprovider = 'c' AND c.collencoding = -1 AND o.collnamespace = 'pg_catalog'::regnamespace
        AND o.collprovider = 'c' AND o.collencoding = -1 AND o.collcollate = c.collcollate AND o.collctype = c.collctype) AS copied (name)
