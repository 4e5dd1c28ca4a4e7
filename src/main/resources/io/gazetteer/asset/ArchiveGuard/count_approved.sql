-- 1 where a person has approved that this workflow archives exactly this list, else 0.
SELECT count(*)
FROM archive_hold h
WHERE h.connection_qualified_name = :connection
    AND h.database_name = :database
    AND h.workflow_name = :workflow
    AND h.approved_at IS NOT NULL
    AND h.candidates_digest = :digest
