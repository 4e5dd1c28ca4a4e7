-- One row per operator of the selected schemas; the types of its operands distinguish it from others of its name, none for a missing side.
-- Those that are named and not yet defined are excluded. Columns as ObjectReader says. Privileges: none. PostgreSQL 13 to 18.
SELECT o.oid,
    o.oprnamespace AS schema,
    0 AS relation,
    o.oprname || '(' || operands.types || ')' AS identity,
    o.oprname AS name,
    pg_get_userbyid(o.oprowner) AS owner,
    obj_description(o.oid, 'pg_operator') AS comment,
    format('CREATE OPERATOR %I.%s (%s)', n.nspname, o.oprname,
        concat_ws(', ',
            'FUNCTION = ' || o.oprcode,
            CASE WHEN o.oprleft <> 0 THEN 'LEFTARG = ' || format_type(o.oprleft, NULL) END,
            CASE WHEN o.oprright <> 0 THEN 'RIGHTARG = ' || format_type(o.oprright, NULL) END,
            'COMMUTATOR = ' || others.commutator,
            'NEGATOR = ' || others.negator,
            CASE WHEN o.oprrest <> 0 THEN 'RESTRICT = ' || o.oprrest END,
            CASE WHEN o.oprjoin <> 0 THEN 'JOIN = ' || o.oprjoin END,
            CASE WHEN o.oprcanhash THEN 'HASHES' END,
            CASE WHEN o.oprcanmerge THEN 'MERGES' END)) AS definition,
    json_build_object(
        'operands', operands.types,
        'resultType', format_type(o.oprresult, NULL),
        'function', o.oprcode::text,
        'commutator', CASE WHEN o.oprcom <> 0 THEN o.oprcom::regoperator::text END,
        'negator', CASE WHEN o.oprnegate <> 0 THEN o.oprnegate::regoperator::text END) AS attributes,
    NULL AS acl
FROM pg_operator o
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF o.oprnamespace]]) AS n (nspname)
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = o.oprnamespace
CROSS JOIN LATERAL (
    SELECT CASE WHEN o.oprleft = 0 THEN 'none' ELSE
        [[TYPE o.oprleft]] END
        || ', ' || CASE WHEN o.oprright = 0 THEN 'none' ELSE
        [[TYPE o.oprright]] END) AS operands (types)
CROSS JOIN LATERAL (
    SELECT max(format('OPERATOR(%I.%s)', xn.nspname, x.oprname)) FILTER (WHERE x.oid = o.oprcom),
        max(format('OPERATOR(%I.%s)', xn.nspname, x.oprname)) FILTER (WHERE x.oid = o.oprnegate)
    FROM pg_operator x
    CROSS JOIN LATERAL (
        SELECT [[NAME pg_namespace.nspname OF x.oprnamespace]]) AS xn (nspname)
    WHERE x.oid IN (o.oprcom, o.oprnegate)) AS others (commutator, negator)
WHERE o.oprcode <> 0
