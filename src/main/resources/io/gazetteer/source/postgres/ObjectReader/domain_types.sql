-- One row per domain of the selected schemas. Columns as ObjectReader says. A domain's check names no column, so reading it opens
-- no relation. CREATE DOMAIN takes no NOT VALID, so checks that are not validated are added by a second statement. From 17 on NOT NULL is
-- a constraint with a name. Privileges: none. PostgreSQL 13 to 18.
SELECT t.oid,
    t.typnamespace AS schema,
    0 AS relation,
    t.typname AS identity,
    t.typname AS name,
    pg_get_userbyid(t.typowner) AS owner,
    obj_description(t.oid, 'pg_type') AS comment,
    format('CREATE DOMAIN %I.%I AS %s%s%s%s%s%s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod),
        CASE WHEN t.typcollation <> b.typcollation THEN format(' COLLATE %I.%I', cn.nspname, co.collname) ELSE '' END,
        ' DEFAULT ' || pg_get_expr(t.typdefaultbin, 0),
        CASE WHEN t.typnotnull THEN coalesce(' CONSTRAINT ' || quote_ident(parts.not_null), '') || ' NOT NULL' END,
        parts.written,
        ';' || parts.added) AS definition,
    json_build_object(
        'subType', 'domain',
        'baseType', format_type(t.typbasetype, t.typtypmod),
        'defaultValue', pg_get_expr(t.typdefaultbin, 0),
        -- A domain over a domain that is NOT NULL takes no null either.
        'isNullable', NOT EXISTS (
            WITH RECURSIVE own AS (
                SELECT t.typbasetype AS base, t.typnotnull AS not_null
                UNION ALL
                SELECT d.typbasetype, d.typnotnull
                FROM own
                JOIN pg_type d ON d.oid = own.base AND d.typtype = 'd')
            SELECT FROM own WHERE own.not_null),
        'checks', coalesce(parts.listed, '[]'::json),
        'constraints', coalesce(parts.named, '[]'::json)) AS attributes,
    t.typacl AS acl
FROM pg_type t
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF t.typnamespace]]) AS n (nspname)
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = t.typnamespace
LEFT JOIN pg_type b ON b.oid = t.typbasetype
LEFT JOIN pg_collation co ON co.oid = t.typcollation
LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
CROSS JOIN LATERAL (
    SELECT string_agg(format(' CONSTRAINT %I %s', k.conname, definition.text), '' ORDER BY k.conname)
            FILTER (WHERE k.contype = 'c' AND k.convalidated),
        string_agg(format(E'\nALTER DOMAIN %I.%I ADD CONSTRAINT %I %s', n.nspname, t.typname, k.conname, definition.text), ';' ORDER BY k.conname)
            FILTER (WHERE k.contype = 'c' AND NOT k.convalidated),
        json_agg(definition.text ORDER BY k.conname) FILTER (WHERE k.contype = 'c'),
        json_agg(json_strip_nulls(json_build_object(
                'name', k.conname, 'definition', definition.text, 'isValidated', k.convalidated, 'comment', d.description))
            ORDER BY k.conname),
        max(k.conname) FILTER (WHERE k.contype = 'n')
    FROM pg_constraint k
    LEFT JOIN pg_description d
        ON d.classoid = 'pg_catalog.pg_constraint'::regclass AND d.objoid = k.oid AND d.objsubid = 0
    CROSS JOIN LATERAL (SELECT CASE k.contype WHEN 'n' THEN 'NOT NULL' ELSE pg_get_constraintdef(k.oid) END) AS definition (text)
    WHERE k.contypid = t.oid AND k.contype IN ('c', 'n')) AS parts (written, added, listed, named, not_null)
WHERE t.typtype = 'd'
