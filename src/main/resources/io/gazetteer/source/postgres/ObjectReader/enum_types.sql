-- One row per enumerated type of the selected schemas, used or not. Columns as ObjectReader says. Privileges: none. PostgreSQL 13 to 18.
SELECT t.oid,
    t.typnamespace AS schema,
    0 AS relation,
    t.typname AS identity,
    t.typname AS name,
    pg_get_userbyid(t.typowner) AS owner,
    obj_description(t.oid, 'pg_type') AS comment,
    format('CREATE TYPE %I.%I AS ENUM (%s)', n.nspname, t.typname, labels.quoted) AS definition,
    json_build_object('subType', 'enum', 'enumValues', coalesce(labels.plain, '[]'::json)) AS attributes,
    t.typacl AS acl
FROM pg_type t
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF t.typnamespace]]) AS n (nspname)
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = t.typnamespace
CROSS JOIN LATERAL (
    SELECT string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder), json_agg(e.enumlabel ORDER BY e.enumsortorder)
    FROM pg_enum e
    WHERE e.enumtypid = t.oid) AS labels (quoted, plain)
WHERE t.typtype = 'e'
