-- Two people who write at once write one after the other, so that a change row tells what really was before. Held until the
-- transaction ends. Crawls do not take it: they write no curated value.
SELECT CAST(pg_advisory_xact_lock(hashtextextended('asset_curation', 0)) AS text)
