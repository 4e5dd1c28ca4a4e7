-- One row per operator of the selected schemas; the types of its operands tell it from its namesakes, none for a missing side.
-- Those that are named and not yet defined are left out. Columns as ObjectReader says. Rights: none. PostgreSQL 13 to 18.
SELECT o.oid,
    o.oprnamespace,
    0,
    o.oprname || '(' || operands.types || ')',
    o.oprname,
    pg_get_userbyid(o.oprowner),
    obj_description(o.oid, 'pg_operator'),
    format('CREATE OPERATOR %I.%s (FUNCTION = %s%s%s)', n.nspname, o.oprname, o.oprcode,
        CASE WHEN o.oprleft <> 0 THEN ', LEFTARG = ' || format_type(o.oprleft, NULL) ELSE '' END,
        CASE WHEN o.oprright <> 0 THEN ', RIGHTARG = ' || format_type(o.oprright, NULL) ELSE '' END),
    json_build_object(
        'operands', operands.types,
        'resultType', format_type(o.oprresult, NULL),
        'function', o.oprcode::text,
        'commutator', CASE WHEN o.oprcom <> 0 THEN o.oprcom::regoperator::text END,
        'negator', CASE WHEN o.oprnegate <> 0 THEN o.oprnegate::regoperator::text END),
    NULL
FROM pg_operator o
JOIN pg_namespace n ON n.oid = o.oprnamespace
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = o.oprnamespace
CROSS JOIN LATERAL (
    SELECT CASE WHEN o.oprleft = 0 THEN 'none' ELSE format_type(o.oprleft, NULL) END
        || ', ' || CASE WHEN o.oprright = 0 THEN 'none' ELSE format_type(o.oprright, NULL) END) AS operands (types)
WHERE o.oprcode <> 0
