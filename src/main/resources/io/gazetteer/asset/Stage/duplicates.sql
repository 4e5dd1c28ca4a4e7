-- One row per asset that was staged more than once, five at most: its type and path.
SELECT s.type_name || ' ' || s.qualified_name
FROM pg_temp.asset_stage s
GROUP BY s.type_name, s.qualified_name
HAVING count(*) > 1
ORDER BY s.qualified_name, s.type_name
LIMIT 5
