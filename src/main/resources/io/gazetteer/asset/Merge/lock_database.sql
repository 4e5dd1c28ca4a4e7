-- Two runs over one database merge one after the other. Held until the transaction ends.
SELECT CAST(pg_advisory_xact_lock(hashtextextended(:connection || '/' || :database, 0)) AS text)
