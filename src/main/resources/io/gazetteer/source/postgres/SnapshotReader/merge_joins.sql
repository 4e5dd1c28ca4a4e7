-- Disables hash joins until the transaction ends; returns one row, which is ignored. All columns are then read relation by relation, in the
-- order of the index that pg_attribute, pg_attrdef and pg_description share. That takes the server 70 percent of the processor time of hash
-- tables that spill to disk. If the order on disk differs, the server may sort. Not before 14, which would look up the type again for each
-- column (Memoize came with 14).
-- Privileges: none. PostgreSQL 13 to 18.
SELECT set_config('enable_hashjoin',
    CASE WHEN current_setting('server_version_num')::integer < 140000 THEN current_setting('enable_hashjoin') ELSE 'off' END, true)
