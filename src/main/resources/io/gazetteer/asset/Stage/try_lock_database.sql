-- Takes the lock of Merge/lock_database if it is free, and returns whether it did.
SELECT pg_try_advisory_xact_lock(hashtextextended(:connection || '/' || :database, 0))
