-- One row per base type of the selected schemas, as extensions bring them; arrays and shells left out. Columns as ObjectReader says.
-- Rights: none. PostgreSQL 13 to 18.
SELECT t.oid,
    t.typnamespace,
    0,
    t.typname,
    t.typname,
    pg_get_userbyid(t.typowner),
    obj_description(t.oid, 'pg_type'),
    NULL,
    json_build_object('subType', 'base'),
    t.typacl
FROM pg_type t
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = t.typnamespace
WHERE t.typtype = 'b' AND t.typisdefined AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid)
