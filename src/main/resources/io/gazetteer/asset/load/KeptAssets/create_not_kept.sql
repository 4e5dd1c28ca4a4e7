-- What is not kept, with the parts of relations among it, which have paths that begin with their relation's: all that sorts from its slash
-- to the character that follows one. OFFSET keeps the planner from reading all assets in place of those ranges.
CREATE TEMPORARY TABLE asset_not_kept AS
WITH top AS MATERIALIZED (
    SELECT a.guid, a.type_name, a.qualified_name, a.content_hash, a.statistics_hash
    FROM pg_temp.asset_top t
    JOIN asset a ON a.guid = t.guid
)
SELECT t.guid, t.content_hash, t.statistics_hash FROM top t
UNION ALL
SELECT part.guid, part.content_hash, part.statistics_hash
FROM top t
CROSS JOIN LATERAL (
    SELECT a.guid, a.content_hash, a.statistics_hash, a.status, a.parent_type_name, a.parent_qualified_name
    FROM asset a
    WHERE a.qualified_name > t.qualified_name || '/' AND a.qualified_name < t.qualified_name || '0'
    OFFSET 0) AS part
WHERE t.type_name IN ('Table', 'TablePartition', 'View', 'MaterialisedView')
    AND part.status = 'ACTIVE'
    AND part.parent_type_name = t.type_name
    AND part.parent_qualified_name = t.qualified_name
