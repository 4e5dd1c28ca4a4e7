-- One row per fact besides the catalogs on which what is read depends: its name and its value. A server that was restarted, restored,
-- upgraded or taken over by its standby has another start; one that recovered from a crash of a single process keeps its start
-- and has its counters reset. The counters of changes to catalogs that most users may not see move with each change, also
-- with one that was taken back. TOAST tables are not in the catalogs' parts, so their options are here. Settings are those
-- that change texts. Privileges: none. PostgreSQL 14 to 18.
SELECT part.name, coalesce(part.value, '') AS value
FROM (VALUES
    ('server.version', version()),
    ('server.start', CAST(extract(epoch FROM pg_postmaster_start_time()) AS text)),
    ('server.recovery', CAST(pg_is_in_recovery() AS text)),
    ('server.counters', (SELECT CAST(extract(epoch FROM b.stats_reset) AS text) FROM pg_stat_bgwriter b)),
    ('database', (SELECT CAST(d.oid AS text) FROM pg_database d WHERE d.datname = current_database())),
    ('role', concat(session_user, E'\n', current_user)),
    ('hidden.pg_authid', CAST(pg_stat_get_tuples_inserted(1260) + pg_stat_get_tuples_updated(1260) + pg_stat_get_tuples_deleted(1260) AS text)),
    ('hidden.pg_user_mapping', CAST(pg_stat_get_tuples_inserted(1418) + pg_stat_get_tuples_updated(1418) + pg_stat_get_tuples_deleted(1418) AS text)),
    ('hidden.pg_subscription', CAST(pg_stat_get_tuples_inserted(6100) + pg_stat_get_tuples_updated(6100) + pg_stat_get_tuples_deleted(6100) AS text)),
    ('toast.options', (
        SELECT CAST(bit_xor(hash_record_extended(ROW(t.oid, t.reloptions), 0)) AS text)
        FROM pg_class t
        WHERE t.relkind = 't' AND t.reloptions IS NOT NULL AND t.relpersistence <> 't')),
    ('settings', (
        SELECT string_agg(s.name || '=' || s.setting, E'\n' ORDER BY s.name)
        FROM pg_settings s
        WHERE s.name = ANY ('{DateStyle,IntervalStyle,TimeZone,backslash_quote,bytea_output,client_encoding,extra_float_digits,is_superuser,lc_collate,lc_ctype,lc_monetary,lc_numeric,lc_time,quote_all_identifiers,row_security,search_path,server_encoding,standard_conforming_strings,xmlbinary,xmloption}')))
    ) AS part (name, value)
