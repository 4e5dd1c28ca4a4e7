-- One row per statistics object of the selected schemas. Columns as ObjectReader says. Rights: none. PostgreSQL 13 to 18.
SELECT s.oid,
    s.stxnamespace,
    0,
    s.stxname,
    s.stxname,
    pg_get_userbyid(s.stxowner),
    obj_description(s.oid, 'pg_statistic_ext'),
    NULL,
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
        'statisticsTarget', [[pg_statistic_ext.stxstattarget THEN CASE WHEN s.stxstattarget >= 0 THEN s.stxstattarget END ELSE NULL]]),
    NULL
FROM pg_statistic_ext s
CROSS JOIN LATERAL (
    SELECT coalesce(CAST(max(CAST(named.relname AS text)) AS name), CAST('unknown (OID=' || coalesce(s.stxrelid, 0) || ')' AS name)), max(named.relnamespace)
    FROM pg_class named
    WHERE named.oid = s.stxrelid) AS c (relname, relnamespace)
CROSS JOIN LATERAL (
    SELECT coalesce((SELECT named.nspname FROM pg_namespace named WHERE named.oid = c.relnamespace), CAST('unknown (OID=' || coalesce(c.relnamespace, 0) || ')' AS name))) AS n (nspname)
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = s.stxnamespace
