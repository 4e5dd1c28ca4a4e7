-- One row per composite type of its own in the selected schemas; without row types of relations, except of those that are
-- gone, which are named as the relation. Columns as ObjectReader says.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT t.oid,
    t.typnamespace AS schema,
    CASE WHEN c.oid IS NULL THEN t.typrelid ELSE 0 END AS relation,
    t.typname AS identity,
    t.typname AS name,
    pg_get_userbyid(t.typowner) AS owner,
    obj_description(t.oid, 'pg_type') AS comment,
    format('CREATE TYPE %I.%I AS (%s)', n.nspname, t.typname, fields.written) AS definition,
    json_build_object('subType', 'composite', 'fields', coalesce(fields.listed, '[]'::json)) AS attributes,
    t.typacl AS acl
FROM pg_type t
LEFT JOIN pg_class c ON c.oid = t.typrelid
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF t.typnamespace]]) AS n (nspname)
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = t.typnamespace
CROSS JOIN LATERAL (
    SELECT string_agg(
            format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
                || CASE WHEN co.oid IS NULL THEN '' ELSE format(' COLLATE %I.%I', con.nspname, co.collname) END,
            ', ' ORDER BY a.attnum),
        json_agg(
            json_strip_nulls(json_build_object(
                'name', a.attname, 'dataType', format_type(a.atttypid, a.atttypmod), 'comment', d.description))
            ORDER BY a.attnum)
    FROM pg_attribute a
    LEFT JOIN pg_type ft ON ft.oid = a.atttypid
    LEFT JOIN pg_collation co ON co.oid = a.attcollation AND a.attcollation <> ft.typcollation
    LEFT JOIN pg_namespace con ON con.oid = co.collnamespace
    LEFT JOIN pg_description d
        ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = a.attnum
    WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS fields (written, listed)
WHERE t.typtype = 'c' AND (c.relkind = 'c' OR c.oid IS NULL)
