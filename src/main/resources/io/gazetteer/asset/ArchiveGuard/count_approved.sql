-- 1 where a person has approved that at least as many are archived, else 0.
SELECT count(*)
FROM archive_hold h
WHERE h.connection_qualified_name = :connection
    AND h.database_name = :database
    AND h.approved_at IS NOT NULL
    AND h.candidates >= :candidates
