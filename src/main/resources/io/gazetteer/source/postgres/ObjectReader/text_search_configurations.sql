-- One row per text search configuration of the selected schemas, with the dictionaries of each sort of token. The sorts of a parser whose
-- function for that did not come with the server are shown by number, as naming them would run its code, and in a comment of the
-- definition, as SQL knows them by name alone. Columns as ObjectReader says.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT c.oid,
    c.cfgnamespace AS schema,
    0 AS relation,
    c.cfgname AS identity,
    c.cfgname AS name,
    pg_get_userbyid(c.cfgowner) AS owner,
    obj_description(c.oid, 'pg_ts_config') AS comment,
    format('CREATE TEXT SEARCH CONFIGURATION %1$I.%2$I (PARSER = %3$I.%4$I)', n.nspname, c.cfgname, pn.nspname, p.prsname)
        || coalesce(mapped.written, '') AS definition,
    json_build_object(
        'parser', format('%I.%I', pn.nspname, p.prsname),
        'mappings', coalesce(mapped.listed, '[]'::json)) AS attributes,
    NULL AS acl
FROM pg_ts_config c
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.cfgnamespace
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF c.cfgnamespace]]) AS n (nspname)
CROSS JOIN LATERAL (
    SELECT coalesce(CAST(max(CAST(named.prsname AS text)) AS name), CAST([[UNKNOWN c.cfgparser]] AS name)), max(named.prsnamespace),
        max(CAST(named.prslextype AS oid))
    FROM pg_ts_parser named
    WHERE named.oid = c.cfgparser) AS p (prsname, prsnamespace, prslextype)
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF p.prsnamespace]]) AS pn (nspname)
CROSS JOIN LATERAL (
    SELECT string_agg(
            CASE WHEN token.is_named THEN format(E';\nALTER TEXT SEARCH CONFIGURATION %I.%I ADD MAPPING FOR %s WITH %s',
                    n.nspname, c.cfgname, token.name, token.dictionaries)
                ELSE format(E'\n/* Token type %s of the parser is mapped to %s */', token.name,
                    regexp_replace(token.dictionaries, '(\*/|/\*)', '?', 'g')) END,
            '' ORDER BY token.type),
        json_agg(format('%s: %s', token.name, token.dictionaries) ORDER BY token.type)
    FROM (
        SELECT m.maptokentype,
            coalesce(quote_ident(sort.alias), m.maptokentype::text),
            string_agg(format('%I.%I', dn.nspname, d.dictname), ', ' ORDER BY m.mapseqno),
            sort.alias IS NOT NULL
        FROM pg_ts_config_map m
        CROSS JOIN LATERAL (
            SELECT coalesce(CAST(max(CAST(named.dictname AS text)) AS name), CAST([[UNKNOWN m.mapdict]] AS name)), max(named.dictnamespace)
            FROM pg_ts_dict named
            WHERE named.oid = m.mapdict) AS d (dictname, dictnamespace)
        CROSS JOIN LATERAL (
            SELECT [[NAME pg_namespace.nspname OF d.dictnamespace]]) AS dn (nspname)
        LEFT JOIN ts_token_type(CASE WHEN p.prslextype < 16384 THEN c.cfgparser ELSE 3722 END) AS sort
            ON sort.tokid = m.maptokentype AND p.prslextype < 16384
        WHERE m.mapcfg = c.oid
        GROUP BY m.maptokentype, sort.alias) AS token (type, name, dictionaries, is_named)) AS mapped (written, listed)
