-- One row, of no interest: until the transaction ends, nothing is joined by hashing. All columns are then read relation by relation,
-- in the order of the index that pg_attribute, pg_attrdef and pg_description have alike, which takes the server seven tenths of
-- the processor time of hash tables that it writes to disk. Where the order on disk is another one, it may sort. Not before 14, where the
-- type of each column would be looked up anew (Memoize came with 14). Privileges: none. PostgreSQL 13 to 18.
SELECT set_config('enable_hashjoin',
    CASE WHEN current_setting('server_version_num')::integer < 140000 THEN current_setting('enable_hashjoin') ELSE 'off' END, true)
