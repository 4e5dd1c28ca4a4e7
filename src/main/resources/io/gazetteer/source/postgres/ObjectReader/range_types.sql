-- One row per range type of the selected schemas, with its multirange where there are such. Columns as ObjectReader says.
-- Rights: none. PostgreSQL 13 to 18.
SELECT t.oid,
    t.typnamespace,
    0,
    t.typname,
    t.typname,
    pg_get_userbyid(t.typowner),
    obj_description(t.oid, 'pg_type'),
    format('CREATE TYPE %I.%I AS RANGE (SUBTYPE = %s)', n.nspname, t.typname, format_type(r.rngsubtype, NULL)),
    json_build_object(
        'subType', 'range',
        'baseType', format_type(r.rngsubtype, NULL),
        'multirangeType', [[pg_range.rngmultitypid THEN format_type(r.rngmultitypid, NULL) ELSE NULL]]),
    t.typacl
FROM pg_range r
JOIN pg_type t ON t.oid = r.rngtypid
JOIN pg_namespace n ON n.oid = t.typnamespace
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = t.typnamespace
