-- One row per column of the relations of the selected schemas; except dropped ones. Relations come as oids and are named by
-- the reader: repeating names on a million rows costs a sixth more.
-- The default is NULL where there is none, and for generated columns, whose expressions refer to columns, so that reading them
-- opens the relation; they follow apart. pg_get_expr without a relation takes no lock. Type and collation are named with their schema
-- unless it is pg_catalog. The collation is NULL where it is the type's own, the ACL where nothing was granted, options except on columns of
-- foreign tables. Last comes what else is not the default, as a JSON object of texts, NULL where everything is. Options that begin with pg_
-- are skipped: the server keeps them for itself, as 15.20 keeps pg_attver with every column. Privileges: none. PostgreSQL 13 to 18.
SELECT a.attrelid AS relation,
    a.attnum AS number,
    a.attname AS name,
    a.atttypid AS type,
    a.atttypmod AS modifier,
    format_type(a.atttypid, a.atttypmod) AS formatted_type,
    CASE WHEN t.typnamespace = 'pg_catalog'::regnamespace THEN t.typname::text WHEN t.oid IS NOT NULL THEN format('%I.%I',
        [[NAME pg_namespace.nspname OF t.typnamespace]],
        t.typname) END AS type_name,
    CASE WHEN a.attcollation <> t.typcollation THEN coalesce((
        SELECT CASE WHEN n.nspname = 'pg_catalog' THEN co.collname::text
            ELSE format('%I.%I', coalesce(n.nspname, CAST([[UNKNOWN co.collnamespace]] AS name)), co.collname) END
        FROM pg_collation co
        LEFT JOIN pg_namespace n ON n.oid = co.collnamespace
        WHERE co.oid = a.attcollation), [[UNKNOWN a.attcollation]]) END AS collation,
    a.attnotnull AS not_null,
    a.attidentity AS identity,
    [[pg_attribute.attgenerated THEN a.attgenerated ELSE '']] AS generated,
    [[pg_attribute.attgenerated THEN CASE WHEN a.attgenerated = '' THEN pg_get_expr(ad.adbin, 0) END ELSE pg_get_expr(ad.adbin, 0)]] AS default_value,
    d.description AS comment,
    a.attacl AS acl,
    a.attfdwoptions AS options,
    CASE WHEN a.attstorage <> t.typstorage
            OR (a.attoptions IS NOT NULL AND (cardinality(a.attoptions) > 1 OR NOT starts_with(a.attoptions[1], 'pg_')))
            OR a.attstattarget >= 0
            [[pg_attribute.attcompression THEN OR a.attcompression <> '' ELSE ]]
        THEN json_strip_nulls(json_build_object(
            'storage', CASE WHEN a.attstorage <> t.typstorage THEN
                CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END,
            'compression', CASE [[pg_attribute.attcompression THEN a.attcompression::text ELSE NULL::text]]
                WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
            'statistics_target', CASE WHEN a.attstattarget >= 0 THEN a.attstattarget::text END,
            'column_options', CASE WHEN a.attoptions IS NOT NULL THEN (
                SELECT string_agg(o.option, ', ' ORDER BY o.position)
                FROM unnest(a.attoptions) WITH ORDINALITY AS o (option, position)
                WHERE NOT starts_with(o.option, 'pg_')) END)) END AS further
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.relnamespace
LEFT JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum
LEFT JOIN pg_description d
    ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = a.attrelid AND d.objsubid = a.attnum
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped [[OF a.attrelid]]
