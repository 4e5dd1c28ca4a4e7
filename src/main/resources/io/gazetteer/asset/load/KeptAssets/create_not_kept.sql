-- What the catalogue holds of a database besides assets that are kept and what they contain, as read_known has it. What is of a type that is
-- kept by name is never kept as a part.
CREATE TEMPORARY TABLE asset_not_kept AS
SELECT a.guid, a.content_hash, a.statistics_hash
FROM asset a
CROSS JOIN LATERAL (SELECT a.type_name IN (SELECT t.type_name FROM pg_temp.asset_kept t)) AS self (named)
WHERE a.connection_qualified_name = current_setting('gazetteer.connection')
    AND a.database_name = current_setting('gazetteer.database')
    AND a.status = 'ACTIVE'
    AND NOT EXISTS (
        SELECT
        FROM pg_temp.asset_kept k
        WHERE k.qualified_name = CASE WHEN self.named THEN a.qualified_name ELSE a.parent_qualified_name END
            AND k.type_name = CASE WHEN self.named THEN a.type_name ELSE a.parent_type_name END)
