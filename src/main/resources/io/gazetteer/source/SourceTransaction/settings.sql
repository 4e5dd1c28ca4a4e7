-- One row, of no interest: settings that end with the transaction. Parameters, in milliseconds as text: statement_timeout,
-- lock_timeout, idle_in_transaction_session_timeout. The temporary schema comes last, and not first as where it is not named: behind
-- a pooler it may hold somebody else's tables. With nothing else in the search path names are written in full. What follows the
-- limits is all that constants and names in definitions are written by. Servers from 17 on may end long transactions; ours are
-- bounded by statement. Catalogs are read in statements so short that compiling them (jit, since 11) takes longer than it saves.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', true),
    pg_catalog.set_config('statement_timeout', ?, true),
    pg_catalog.set_config('lock_timeout', ?, true),
    pg_catalog.set_config('idle_in_transaction_session_timeout', ?, true),
    CASE WHEN pg_catalog.current_setting('transaction_timeout', true) IS NOT NULL
        THEN pg_catalog.set_config('transaction_timeout', '0', true) END,
    CASE WHEN pg_catalog.current_setting('jit', true) IS NOT NULL
        THEN pg_catalog.set_config('jit', 'off', true) END,
    pg_catalog.set_config('quote_all_identifiers', 'off', true),
    pg_catalog.set_config('standard_conforming_strings', 'on', true),
    pg_catalog.set_config('DateStyle', 'ISO, MDY', true),
    pg_catalog.set_config('IntervalStyle', 'postgres', true),
    pg_catalog.set_config('TimeZone', 'UTC', true),
    pg_catalog.set_config('extra_float_digits', '1', true),
    pg_catalog.set_config('bytea_output', 'hex', true),
    pg_catalog.set_config('lc_monetary', 'C', true),
    pg_catalog.set_config('xmlbinary', 'base64', true),
    pg_catalog.set_config('xmloption', 'content', true)
