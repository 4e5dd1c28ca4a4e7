-- Statistics change without DDL: neither a change nor a new version. Only types that have statistics are staged with them.
UPDATE asset a
SET statistics = s.statistics, statistics_hash = s.statistics_hash
FROM pg_temp.asset_stage s
WHERE s.statistics IS NOT NULL
    AND a.qualified_name = s.qualified_name
    AND a.type_name = s.type_name
    AND a.statistics_hash IS DISTINCT FROM s.statistics_hash
