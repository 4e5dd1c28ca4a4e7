-- Whether the first migration was the one of builds before the baseline.
SELECT EXISTS (SELECT FROM flyway_schema_history h WHERE h.script = 'V001__create_identity.sql')
