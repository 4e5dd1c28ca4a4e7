-- Type and qualified name of assets that were staged more than once, at most five.
SELECT s.type_name || ' ' || s.qualified_name
FROM pg_temp.asset_stage s
GROUP BY s.type_name, s.qualified_name
HAVING count(*) > 1
ORDER BY s.qualified_name, s.type_name
LIMIT 5
