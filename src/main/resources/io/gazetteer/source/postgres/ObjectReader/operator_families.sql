-- One row per operator family of the selected schemas; its access method tells it from its namesakes. Operators and functions are
-- those that are in the definition of none of its classes. Columns as ObjectReader says.
-- Rights: none. PostgreSQL 13 to 18.
SELECT f.oid,
    f.opfnamespace,
    0,
    f.opfname || ' USING ' || m.amname,
    f.opfname,
    pg_get_userbyid(f.opfowner),
    obj_description(f.oid, 'pg_opfamily'),
    format('CREATE OPERATOR FAMILY %I.%I USING %I', n.nspname, f.opfname, m.amname)
        || CASE WHEN cardinality(members.operators || members.functions) = 0 THEN '' ELSE
            format(E';\nALTER OPERATOR FAMILY %I.%I USING %I ADD %s', n.nspname, f.opfname, m.amname,
                array_to_string(members.operators || members.functions, ', ')) END,
    json_build_object(
        'accessMethod', m.amname,
        'operatorClasses', ARRAY(
            SELECT format('%I.%I', cn.nspname, c.opcname)
            FROM pg_opclass c
            CROSS JOIN LATERAL (
                SELECT coalesce((SELECT named.nspname FROM pg_namespace named WHERE named.oid = c.opcnamespace), CAST('unknown (OID=' || coalesce(c.opcnamespace, 0) || ')' AS name))) AS cn (nspname)
            WHERE c.opcfamily = f.oid
            ORDER BY cn.nspname, c.opcname),
        'operators', members.operators,
        'functions', members.functions),
    NULL
FROM pg_opfamily f
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = f.opfnamespace
CROSS JOIN LATERAL (
    SELECT coalesce((SELECT named.nspname FROM pg_namespace named WHERE named.oid = f.opfnamespace), CAST('unknown (OID=' || coalesce(f.opfnamespace, 0) || ')' AS name))) AS n (nspname)
CROSS JOIN LATERAL (
    SELECT coalesce((SELECT named.amname FROM pg_am named WHERE named.oid = f.opfmethod), CAST('unknown (OID=' || coalesce(f.opfmethod, 0) || ')' AS name))) AS m (amname)
CROSS JOIN LATERAL (
    SELECT ARRAY(
            SELECT format('OPERATOR %s %s%s', a.amopstrategy, a.amopopr::regoperator,
                (SELECT format(' FOR ORDER BY %I.%I', sn.nspname, s.opfname)
                 FROM pg_opfamily s
                 JOIN pg_namespace sn ON sn.oid = s.opfnamespace
                 WHERE s.oid = a.amopsortfamily AND a.amoppurpose = 'o'))
            FROM pg_amop a
            WHERE a.amopfamily = f.oid
                AND NOT EXISTS (SELECT FROM pg_opclass c WHERE c.opcfamily = f.oid AND c.opcintype = a.amoplefttype)
            ORDER BY a.amoplefttype::regtype::text, a.amopstrategy, a.amoprighttype::regtype::text),
        ARRAY(
            SELECT format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL), format_type(p.amprocrighttype, NULL),
                p.amproc::regprocedure)
            FROM pg_amproc p
            WHERE p.amprocfamily = f.oid
                AND NOT (p.amproclefttype = p.amprocrighttype
                    AND EXISTS (SELECT FROM pg_opclass c WHERE c.opcfamily = f.oid AND c.opcintype = p.amproclefttype))
            ORDER BY p.amproclefttype::regtype::text, p.amprocnum, p.amprocrighttype::regtype::text)) AS members (operators, functions)
