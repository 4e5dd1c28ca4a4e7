-- One row per enumerated type of the selected schemas, used or not. Columns as ObjectReader says. Rights: none. PostgreSQL 13 to 18.
SELECT t.oid,
    t.typnamespace,
    0,
    t.typname,
    t.typname,
    pg_get_userbyid(t.typowner),
    obj_description(t.oid, 'pg_type'),
    format('CREATE TYPE %I.%I AS ENUM (%s)', n.nspname, t.typname, labels.quoted),
    json_build_object('subType', 'enum', 'enumValues', coalesce(labels.plain, '[]'::json)),
    t.typacl
FROM pg_type t
CROSS JOIN LATERAL (
    SELECT coalesce((SELECT named.nspname FROM pg_namespace named WHERE named.oid = t.typnamespace), CAST('unknown (OID=' || coalesce(t.typnamespace, 0) || ')' AS name))) AS n (nspname)
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = t.typnamespace
CROSS JOIN LATERAL (
    SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder), json_agg(e.enumlabel ORDER BY e.enumsortorder)
    FROM pg_enum e
    WHERE e.enumtypid = t.oid) AS labels (quoted, plain)
WHERE t.typtype = 'e'
