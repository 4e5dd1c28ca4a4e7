-- The lock that merges take, see Merge/lock_database. Held until the transaction ends.
SELECT CAST(pg_advisory_xact_lock(hashtextextended(:database, 0)) AS text)
