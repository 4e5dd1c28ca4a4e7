-- One row: whether the server has the functions that the fingerprint is made with (14 and later), and whether its row versions are
-- distinguished as PostgreSQL does it, which relatives of PostgreSQL with a storage of their own do not.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT (SELECT count(DISTINCT p.proname)
        FROM pg_proc p
        WHERE p.pronamespace = 'pg_catalog'::regnamespace
            AND p.proname IN ('bit_xor', 'hash_record_extended', 'pg_snapshot_xmax', 'pg_postmaster_start_time')) = 4 AS comparable,
    (SELECT count(DISTINCT v.inserted) > 1 AND bool_and(v.inserted <> '0' AND v.place IS NOT NULL)
     FROM (
         SELECT CAST(n.xmin AS text), n.ctid FROM pg_namespace n
         UNION ALL
         SELECT CAST(d.xmin AS text), d.ctid FROM pg_database d) AS v (inserted, place)) AS versioned
