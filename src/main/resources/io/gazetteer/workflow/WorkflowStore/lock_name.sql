-- Makes two creations under one name wait for each other, until the transaction ends.
SELECT pg_advisory_xact_lock(hashtextextended('workflow:' || :name, 0))
