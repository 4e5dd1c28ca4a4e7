-- One row: further properties of the current database, as a JSON object of texts, and the default settings of its sessions, as name=value,
-- NULL if there are none or the catalog of settings may not be read. Defaults are skipped.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT json_strip_nulls(json_build_object(
        'character_type', nullif(d.datctype, d.datcollate),
        'locale_provider', CASE [[pg_database.datlocprovider THEN d.datlocprovider::text ELSE NULL::text]]
            WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' END,
        'locale', coalesce([[pg_database.datlocale THEN d.datlocale ELSE NULL]], [[pg_database.daticulocale THEN d.daticulocale ELSE NULL]]),
        'locale_rules', [[pg_database.daticurules THEN d.daticurules ELSE NULL]],
        'tablespace', nullif(ts.spcname, 'pg_default'),
        'connection_limit', nullif(d.datconnlimit, -1)::text,
        'is_template', CASE WHEN d.datistemplate THEN 'YES' END)) AS further,
    [[pg_db_role_setting.setconfig THEN (SELECT s.setconfig FROM pg_db_role_setting s WHERE s.setdatabase = d.oid AND s.setrole = 0)
        ELSE NULL::text[] ]] AS settings
FROM pg_database d
LEFT JOIN pg_tablespace ts ON ts.oid = d.dattablespace
WHERE d.datname = current_database()
