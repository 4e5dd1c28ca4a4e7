-- Statistics change without DDL: neither a change nor a new version. A null means that the number is no longer known; numbers that only a
-- full read counts stay, so the hash of all of them is unknown and the next full read compares again.
UPDATE asset a
SET statistics = jsonb_strip_nulls(coalesce(a.statistics, '{}') || f.statistics::jsonb),
    statistics_hash = NULL
FROM pg_temp.asset_new_statistics f
WHERE a.qualified_name = f.qualified_name
    AND a.type_name = f.type_name
    AND a.statistics IS DISTINCT FROM jsonb_strip_nulls(coalesce(a.statistics, '{}') || f.statistics::jsonb)
