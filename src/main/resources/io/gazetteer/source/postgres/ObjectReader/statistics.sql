-- One row per statistics object of the selected schemas. Columns as ObjectReader says. Privileges: none. PostgreSQL 13 to 18.
SELECT s.oid,
    s.stxnamespace AS schema,
    0 AS relation,
    s.stxname AS identity,
    s.stxname AS name,
    pg_get_userbyid(s.stxowner) AS owner,
    obj_description(s.oid, 'pg_statistic_ext') AS comment,
    NULL AS definition,
    json_build_object(
        'onSchema', n.nspname,
        'onTable', c.relname,
        'columns', ARRAY(
            SELECT a.attname
            FROM unnest(s.stxkeys::int2[]) WITH ORDINALITY AS u (number, position)
            JOIN pg_attribute a ON a.attrelid = s.stxrelid AND a.attnum = u.number
            ORDER BY u.position),
        'kinds', ARRAY(
            SELECT CASE k.kind WHEN 'd' THEN 'ndistinct' WHEN 'f' THEN 'dependencies' WHEN 'm' THEN 'mcv' ELSE 'expressions' END
            FROM unnest(s.stxkind) AS k (kind)),
        'statisticsTarget', [[pg_statistic_ext.stxstattarget THEN CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget END ELSE NULL]]) AS attributes,
    NULL AS acl
FROM pg_statistic_ext s
CROSS JOIN LATERAL (
    SELECT coalesce(CAST(max(CAST(named.relname AS text)) AS name), CAST([[UNKNOWN s.stxrelid]] AS name)), max(named.relnamespace)
    FROM pg_class named
    WHERE named.oid = s.stxrelid) AS c (relname, relnamespace)
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF c.relnamespace]]) AS n (nspname)
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = s.stxnamespace
