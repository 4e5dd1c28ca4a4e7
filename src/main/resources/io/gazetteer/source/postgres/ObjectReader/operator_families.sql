-- One row per operator family of the selected schemas; its access method tells it from its namesakes. Columns as ObjectReader says.
-- Rights: none. PostgreSQL 13 to 18.
SELECT f.oid,
    f.opfnamespace,
    0,
    f.opfname || ' USING ' || m.amname,
    f.opfname,
    pg_get_userbyid(f.opfowner),
    obj_description(f.oid, 'pg_opfamily'),
    format('CREATE OPERATOR FAMILY %I.%I USING %I', n.nspname, f.opfname, m.amname),
    json_build_object(
        'accessMethod', m.amname,
        'operatorClasses', ARRAY(
            SELECT format('%I.%I', cn.nspname, c.opcname)
            FROM pg_opclass c
            CROSS JOIN LATERAL (
                SELECT coalesce((SELECT named.nspname FROM pg_namespace named WHERE named.oid = c.opcnamespace), CAST('unknown (OID=' || coalesce(c.opcnamespace, 0) || ')' AS name))) AS cn (nspname)
            WHERE c.opcfamily = f.oid
            ORDER BY cn.nspname, c.opcname)),
    NULL
FROM pg_opfamily f
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = f.opfnamespace
CROSS JOIN LATERAL (
    SELECT coalesce((SELECT named.nspname FROM pg_namespace named WHERE named.oid = f.opfnamespace), CAST('unknown (OID=' || coalesce(f.opfnamespace, 0) || ')' AS name))) AS n (nspname)
CROSS JOIN LATERAL (
    SELECT coalesce((SELECT named.amname FROM pg_am named WHERE named.oid = f.opfmethod), CAST('unknown (OID=' || coalesce(f.opfmethod, 0) || ')' AS name))) AS m (amname)
