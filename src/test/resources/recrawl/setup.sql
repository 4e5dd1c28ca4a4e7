-- What the changes of changes.sql work on, besides the kinds of objects in kinds/.
SET allow_in_place_tablespaces = on;
CREATE TABLESPACE elsewhere LOCATION '';
CREATE TABLE shop.plain (id int, note text, day date DEFAULT '2025-01-01', number int DEFAULT nextval('shop.free'));
CREATE TABLE shop.other (id int);
CREATE RULE never AS ON DELETE TO shop.other DO INSTEAD NOTHING;
CREATE VIEW shop.over_plain AS SELECT p.id, p.note FROM shop.plain p;
CREATE VIEW shop.over_view AS SELECT v.id FROM shop.over_plain v;
CREATE MATERIALIZED VIEW shop.stored AS SELECT p.id FROM shop.plain p;
CREATE FUNCTION shop.seven() RETURNS int LANGUAGE sql AS 'SELECT 7';
CREATE FUNCTION shop.loose() RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE TABLE shop.defaulted (v int DEFAULT shop.seven());
CREATE TEXT SEARCH CONFIGURATION shop.words (COPY = simple);
CREATE INDEX plain_words ON shop.plain USING gin (to_tsvector('shop.words', note));
CREATE ROLE passing;
CREATE FUNCTION shop.with_default(a integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT 1';
