-- The lock of lock_database where nobody has it, else nothing; whether it was had.
SELECT pg_try_advisory_xact_lock(hashtextextended(:connection || '/' || :database, 0))
