-- One row per domain of the selected schemas. Columns as ObjectReader says. A domain's check names no column, so reading it opens
-- no relation. Rights: none. PostgreSQL 13 to 18.
SELECT t.oid,
    t.typnamespace,
    0,
    t.typname,
    t.typname,
    pg_get_userbyid(t.typowner),
    obj_description(t.oid, 'pg_type'),
    format('CREATE DOMAIN %I.%I AS %s%s%s%s%s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod),
        CASE WHEN t.typcollation <> b.typcollation THEN format(' COLLATE %I.%I', cn.nspname, co.collname) ELSE '' END,
        ' DEFAULT ' || pg_get_expr(t.typdefaultbin, 0),
        CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END,
        checks.written),
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
        'checks', coalesce(checks.listed, '[]'::json)),
    t.typacl
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = t.typnamespace
JOIN pg_type b ON b.oid = t.typbasetype
LEFT JOIN pg_collation co ON co.oid = t.typcollation
LEFT JOIN pg_namespace cn ON cn.oid = co.collnamespace
CROSS JOIN LATERAL (
    SELECT string_agg(format(' CONSTRAINT %I %s', k.conname, pg_get_constraintdef(k.oid)), '' ORDER BY k.conname),
        json_agg(pg_get_constraintdef(k.oid) ORDER BY k.conname)
    FROM pg_constraint k
    WHERE k.contypid = t.oid AND k.contype = 'c') AS checks (written, listed)
WHERE t.typtype = 'd'
