-- Changes of a catalog, each after a line with its name; made one after the other, to what setup.sql and kinds/ made.
-- name: a table is renamed under a view
ALTER TABLE shop.plain RENAME TO plainer
-- name: a column is renamed under a view
ALTER TABLE shop.plainer RENAME note TO remark
-- name: a view is renamed under another
ALTER VIEW shop.over_plain RENAME TO over_plainer
-- name: a schema is renamed
ALTER SCHEMA twin RENAME TO twins
-- name: a table moves to another schema
ALTER TABLE shop.plainer SET SCHEMA twins
-- name: a comment is added
COMMENT ON TABLE twins.plainer IS 'plain'
-- name: a comment is changed
COMMENT ON TABLE twins.plainer IS 'not so plain'
-- name: a comment is taken away
COMMENT ON TABLE twins.plainer IS NULL
-- name: a column gets a comment
COMMENT ON COLUMN shop.item.code IS 'the code'
-- name: a role gets a comment
COMMENT ON ROLE bob IS 'builds'
-- name: the database gets a comment
COMMENT ON DATABASE postgres IS 'the shop'
-- name: the database gets a setting
ALTER DATABASE postgres SET work_mem = '5MB'
-- name: a column is added
ALTER TABLE twins.plainer ADD COLUMN more text
-- name: a column is dropped
ALTER TABLE twins.plainer DROP COLUMN more
-- name: a column gets another type
ALTER TABLE shop.other ALTER COLUMN id TYPE bigint
-- name: a default is set
ALTER TABLE shop.other ALTER COLUMN id SET DEFAULT 5
-- name: a column may not be null
ALTER TABLE shop.other ALTER COLUMN id SET NOT NULL
-- name: an enum gets a value
ALTER TYPE shop.colour ADD VALUE 'grey'
-- name: a value of an enum is renamed
ALTER TYPE shop.colour RENAME VALUE 'grey' TO 'gray'
-- name: a type is renamed
ALTER TYPE shop.colour RENAME TO hue
-- name: a domain gets another default
ALTER DOMAIN shop.positive SET DEFAULT 2
-- name: a check of a domain is dropped
ALTER DOMAIN shop.positive DROP CONSTRAINT above_zero
-- name: a domain is renamed
ALTER DOMAIN shop.positive RENAME TO positives
-- name: a composite type gets a field
ALTER TYPE shop.place ADD ATTRIBUTE city text
-- name: a function that a default uses is renamed
ALTER FUNCTION shop.seven() RENAME TO siete
-- name: a function gets another body
CREATE OR REPLACE FUNCTION shop.loose() RETURNS int LANGUAGE sql AS 'SELECT 2'
-- name: a sequence that a default uses is renamed
ALTER SEQUENCE shop.free RENAME TO freed
-- name: a sequence counts otherwise
ALTER SEQUENCE shop.freed INCREMENT BY 3
-- name: a sequence gets an owner among columns
ALTER SEQUENCE shop.freed OWNED BY shop.other.id
-- name: a sequence is nobody's again
ALTER SEQUENCE shop.freed OWNED BY NONE
-- name: a child leaves its parent
ALTER TABLE shop.dog NO INHERIT shop.animal
-- name: a child comes to a parent
ALTER TABLE shop.dog INHERIT shop.animal
-- name: a partition is detached
ALTER TABLE shop.sale DETACH PARTITION shop.sale_rest
-- name: a partition is attached
ALTER TABLE shop.sale ATTACH PARTITION shop.sale_rest FOR VALUES FROM ('2030-01-01') TO ('2031-01-01')
-- name: a statistics object is made
CREATE STATISTICS shop.more_stats (mcv) ON qty, tone FROM shop.item
-- name: a statistics object is renamed
ALTER STATISTICS shop.more_stats RENAME TO most_stats
-- name: a constraint is validated
ALTER TABLE shop.part VALIDATE CONSTRAINT later
-- name: a constraint is renamed
ALTER TABLE shop.part RENAME CONSTRAINT later TO latest
-- name: an index is made
CREATE INDEX other_id ON shop.other (id)
-- name: an index becomes invalid
SET allow_system_table_mods = on; UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'shop.other_id'::regclass
-- name: an index becomes valid
SET allow_system_table_mods = on; UPDATE pg_index SET indisvalid = true WHERE indexrelid = 'shop.other_id'::regclass
-- name: an index is renamed
ALTER INDEX shop.other_id RENAME TO other_number
-- name: a table is granted
GRANT SELECT ON shop.other TO readers
-- name: a column is granted
GRANT UPDATE (id) ON shop.other TO ann
-- name: a schema is granted
GRANT USAGE ON SCHEMA shop TO bob
-- name: the database is granted
GRANT CREATE ON DATABASE postgres TO bob
-- name: a default privilege is granted
ALTER DEFAULT PRIVILEGES FOR ROLE keeper GRANT SELECT ON TABLES TO bob
-- name: a membership is granted
GRANT keeper TO bob
-- name: a membership is revoked
REVOKE keeper FROM bob
-- name: a role is renamed
ALTER ROLE bob RENAME TO robert
-- name: a role inherits
ALTER ROLE robert INHERIT
-- name: a role becomes a superuser
ALTER ROLE robert SUPERUSER
-- name: a role is made
CREATE ROLE newcomer
-- name: a role is dropped
DROP ROLE newcomer
-- name: a table gets another owner
ALTER TABLE shop.other OWNER TO ann
-- name: an extension is made
CREATE EXTENSION pg_trgm SCHEMA tools
-- name: a function comes to an extension
ALTER EXTENSION pg_trgm ADD FUNCTION shop.loose()
-- name: a function leaves an extension
ALTER EXTENSION pg_trgm DROP FUNCTION shop.loose()
-- name: an extension is dropped
DROP EXTENSION pg_trgm
-- name: a policy gets another expression
ALTER POLICY mine ON shop.item WITH CHECK (qty < 7)
-- name: row security is switched on
ALTER TABLE shop.part ENABLE ROW LEVEL SECURITY
-- name: a trigger is enabled
ALTER TABLE shop.item ENABLE TRIGGER watch
-- name: a trigger is disabled
ALTER TABLE shop.item DISABLE TRIGGER watch
-- name: a rule is disabled
ALTER TABLE shop.other DISABLE RULE never
-- name: an event trigger is disabled
ALTER EVENT TRIGGER noted DISABLE
-- name: a publication gets a table
ALTER PUBLICATION picked ADD TABLE shop.other
-- name: a subscription is renamed
ALTER SUBSCRIPTION feed RENAME TO fed
-- name: a foreign server gets another option
ALTER SERVER far OPTIONS (SET host 'farther.example')
-- name: a user mapping is made
CREATE USER MAPPING FOR passing SERVER far
-- name: a user mapping is dropped
DROP USER MAPPING FOR passing SERVER far
-- name: a foreign table gets another option
ALTER FOREIGN TABLE shop.far_item OPTIONS (SET table_name 'u')
-- name: a collation is renamed
ALTER COLLATION shop.plain RENAME TO plainest
-- name: a text search configuration that an index uses is renamed
ALTER TEXT SEARCH CONFIGURATION shop.words RENAME TO wording
-- name: a language is renamed
ALTER LANGUAGE plpgsql RENAME TO plsql
-- name: a language is renamed back
ALTER LANGUAGE plsql RENAME TO plpgsql
-- name: a table moves to another tablespace
ALTER TABLE shop.other SET TABLESPACE elsewhere
-- name: a tablespace is renamed
ALTER TABLESPACE elsewhere RENAME TO nowhere
-- name: a table is no longer logged
ALTER TABLE shop.defaulted SET UNLOGGED
-- name: a materialised view is emptied
REFRESH MATERIALIZED VIEW shop.stored WITH NO DATA
-- name: a view reads something else
CREATE OR REPLACE VIEW shop.over_view AS SELECT v.id FROM shop.over_plainer v WHERE v.id > 0
-- name: an aggregate is renamed
ALTER AGGREGATE shop.total(integer) RENAME TO totals
-- name: an operator is dropped
DROP OPERATOR shop.|+| (bigint, bigint)
-- name: a table is dropped
DROP TABLE shop.defaulted
-- name: a schema is made
CREATE SCHEMA fresh
-- name: options of a TOAST table are set
ALTER TABLE shop.tuned SET (toast.autovacuum_enabled = true)
-- name: row security is forced no longer
ALTER TABLE shop.tuned NO FORCE ROW LEVEL SECURITY
-- name: a column is kept in another way
ALTER TABLE shop.tuned ALTER a SET STORAGE MAIN
-- name: a database is given a setting
ALTER DATABASE postgres SET work_mem = '9MB'
-- name: a role is given a setting in one database
ALTER ROLE ann IN DATABASE postgres SET work_mem = '9MB'
-- name: a cast is dropped
DROP CAST (shop.money_of AS text)
-- name: a language is given a comment
COMMENT ON LANGUAGE plown IS 'ours'
-- name: a dictionary is changed
ALTER TEXT SEARCH DICTIONARY shop.stems (STOPWORDS)
-- name: a text search parser is made
CREATE TEXT SEARCH PARSER shop.parser_too (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype)
-- name: a text search parser is renamed
ALTER TEXT SEARCH PARSER shop.parser_too RENAME TO parser_three
-- name: a text search template is dropped
DROP TEXT SEARCH TEMPLATE shop.plain
-- name: an expression of an index gets another statistics target
ALTER INDEX shop.item_lower ALTER COLUMN 1 SET STATISTICS 99
-- name: a default of a function's argument changes
CREATE OR REPLACE FUNCTION shop.with_default(a integer DEFAULT 2) RETURNS integer LANGUAGE sql AS 'SELECT 1'
-- name: the last large object is removed
SELECT lo_unlink(4711)
-- name: the first large object is made
SELECT lo_create(4712)
-- name: a constraint is added to a domain without looking at rows
ALTER DOMAIN shop.positives ADD CONSTRAINT small CHECK (VALUE < 1000) NOT VALID
-- name: a constraint of a domain is given a comment
COMMENT ON CONSTRAINT small ON DOMAIN shop.positives IS 'less than many'
-- name: a member is added to an operator family
ALTER OPERATOR FAMILY shop.kept USING btree ADD OPERATOR 1 < (bigint, bigint), FUNCTION 1 btint8cmp(bigint, bigint)
