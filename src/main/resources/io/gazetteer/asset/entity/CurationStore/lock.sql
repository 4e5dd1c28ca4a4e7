-- Serialises writes by people, so that a change row shows the value that was really there before. Held until the transaction ends. Crawls
-- do not take this lock: they write no curated value.
SELECT CAST(pg_advisory_xact_lock(hashtextextended('asset_curation', 0)) AS text)
