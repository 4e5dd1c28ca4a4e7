-- Whether any migration has ever run here.
SELECT pg_catalog.to_regclass('flyway_schema_history') IS NOT NULL
