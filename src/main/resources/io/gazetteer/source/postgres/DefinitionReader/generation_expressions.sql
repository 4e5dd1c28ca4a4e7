-- One row per generated column of a relation: its number and expression. Opens the relation for a moment, so each batch is a
-- transaction of its own. Parameter: oids of relations. Privileges: none. PostgreSQL 13 to 18.
SELECT ad.adrelid AS oid, pg_get_expr(ad.adbin, ad.adrelid) AS definition, ad.adnum AS part
FROM pg_attrdef ad
JOIN pg_attribute a ON a.attrelid = ad.adrelid AND a.attnum = ad.adnum
WHERE ad.adrelid = ANY (CAST(? AS oid[])) AND a.attgenerated <> ''
