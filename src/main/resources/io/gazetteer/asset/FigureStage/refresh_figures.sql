-- Figures that move by themselves; neither a change nor a new version. A null among them means that the figure is not known any more;
-- figures that only a full read counts stay, so that the hash of the whole is not known and the next full read compares anew.
UPDATE asset a
SET statistics = jsonb_strip_nulls(coalesce(a.statistics, '{}') || f.figures::jsonb),
    statistics_hash = NULL
FROM pg_temp.asset_figures f
WHERE a.qualified_name = f.qualified_name
    AND a.type_name = f.type_name
    AND a.statistics IS DISTINCT FROM jsonb_strip_nulls(coalesce(a.statistics, '{}') || f.figures::jsonb)
