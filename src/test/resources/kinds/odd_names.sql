-- Kinds of objects under names that a careless reader trips over. {s} stands for the schema.
CREATE ROLE "odd ""role""/%" LOGIN;
CREATE ROLE "other.role 😀";
GRANT "other.role 😀" TO "odd ""role""/%" WITH ADMIN OPTION;
CREATE SCHEMA {s};
ALTER DEFAULT PRIVILEGES FOR ROLE "odd ""role""/%" IN SCHEMA {s} GRANT SELECT ON TABLES TO "other.role 😀";

CREATE FUNCTION {s}."f/1"(numeric, numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE FUNCTION {s}."fin""al"(numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE FUNCTION {s}."same.as"(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 = $2';
CREATE FUNCTION {s}."not same"(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 <> $2';
CREATE FUNCTION {s}."minus"(float8, float8) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT $1 - $2';
CREATE FUNCTION {s}."on/ddl" () RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE FUNCTION {s}."on.row" () RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';

CREATE AGGREGATE {s}."sum.of 😀"(numeric) (SFUNC = {s}."f/1", STYPE = numeric, SSPACE = 64, FINALFUNC = {s}."fin""al",
    FINALFUNC_MODIFY = SHAREABLE, COMBINEFUNC = {s}."f/1", INITCOND = '0', MSFUNC = {s}."f/1", MINVFUNC = {s}."f/1",
    MSTYPE = numeric, MSSPACE = 32, MFINALFUNC = {s}."fin""al", MFINALFUNC_MODIFY = READ_WRITE, MINITCOND = '0', PARALLEL = SAFE);
CREATE AGGREGATE {s}."least/of"(integer) (SFUNC = int4smaller, STYPE = integer, SORTOP = OPERATOR(pg_catalog.<));
CREATE AGGREGATE {s}."middle"(float8 ORDER BY float8) (SFUNC = ordered_set_transition, STYPE = internal,
    FINALFUNC = percentile_cont_float8_final);
CREATE FUNCTION {s}."place/of"() RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number';
CREATE OPERATOR {s}.<~> (FUNCTION = {s}."same.as", LEFTARG = text, RIGHTARG = text, COMMUTATOR = OPERATOR({s}.<~>),
    RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR {s}.<!~> (FUNCTION = {s}."not same", LEFTARG = text, RIGHTARG = text, NEGATOR = OPERATOR({s}.<~>));
CREATE OPERATOR {s}.~~~ (FUNCTION = {s}."fin""al", RIGHTARG = numeric);
CREATE COLLATION {s}."col/lation" (LC_COLLATE = 'C', LC_CTYPE = 'POSIX');

CREATE TYPE {s}."en.um" AS ENUM ('a/b', 'it''s', '😀');
CREATE DOMAIN {s}."do/main" AS text COLLATE "C" DEFAULT upper('a') NOT NULL CONSTRAINT "che""ck" CHECK (VALUE <> '');
CREATE TYPE {s}."com%posite" AS ("x.y" text COLLATE "C", "no" {s}."en.um"[]);
CREATE TYPE {s}."ra nge" AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = {s}."minus", MULTIRANGE_TYPE_NAME = {s}."many/ranges");
CREATE TYPE {s}."text.range" AS RANGE (SUBTYPE = text, SUBTYPE_OPCLASS = text_pattern_ops, COLLATION = "C");

CREATE TABLE {s}."ta/ble" ("co.l" int CONSTRAINT "k%" PRIMARY KEY, "ot""her" text, CONSTRAINT "ch/1" CHECK ("co.l" > 0));
CREATE INDEX "in.dex 😀" ON {s}."ta/ble" (upper("ot""her")) WHERE "co.l" > 5;
CREATE SEQUENCE {s}."se""q" AS bigint INCREMENT BY -3 MINVALUE -99 MAXVALUE -1 START WITH -5 CACHE 7 CYCLE
    OWNED BY {s}."ta/ble"."co.l";
CREATE STATISTICS {s}."st/at" (mcv, dependencies) ON "co.l", "ot""her" FROM {s}."ta/ble";
CREATE TRIGGER "tr.ig" BEFORE UPDATE OF "ot""her" ON {s}."ta/ble" FOR EACH ROW EXECUTE FUNCTION {s}."on.row"();
CREATE RULE "ru/le" AS ON DELETE TO {s}."ta/ble" DO ALSO NOTHING;
CREATE POLICY "po%licy" ON {s}."ta/ble" FOR SELECT TO "odd ""role""/%" USING ("ot""her" = CURRENT_USER);
CREATE EVENT TRIGGER "ev/ent" ON sql_drop WHEN TAG IN ('DROP TABLE', 'DROP VIEW') EXECUTE FUNCTION {s}."on/ddl"();

CREATE FOREIGN DATA WRAPPER "wrap.per" OPTIONS ("mo de" 'x', secret_word 'hidden-wrapper');
CREATE SERVER "ser/ver" TYPE 'odd' VERSION '1.0' FOREIGN DATA WRAPPER "wrap.per" OPTIONS (host 'h', password 'hidden-server');
CREATE USER MAPPING FOR "odd ""role""/%" SERVER "ser/ver" OPTIONS (password 'hidden-mapping');
CREATE FOREIGN TABLE {s}."far.table" ("c/1" int OPTIONS ("remote name" 'ä/b', api_token 'hidden-column') NOT NULL, c2 text)
    SERVER "ser/ver" OPTIONS ("sheet/no" '1', auth 'hidden-table');

CREATE LANGUAGE "lan/guage" HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler;
CREATE FUNCTION {s}."to text"({s}."en.um") RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''x''::text';
CREATE CAST ({s}."en.um" AS text) WITH FUNCTION {s}."to text"({s}."en.um") AS IMPLICIT;
CREATE FUNCTION {s}."fr.om"(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'prsd_lextype';
CREATE TRANSFORM FOR {s}."en.um" LANGUAGE plpgsql (FROM SQL WITH FUNCTION {s}."fr.om"(internal));
CREATE ACCESS METHOD "meth.od" TYPE INDEX HANDLER bthandler;
CREATE OPERATOR FAMILY {s}."fam ily" USING btree;
CREATE OPERATOR FAMILY {s}."lone.fam" USING gin;
CREATE OPERATOR CLASS {s}."cla/ss" FOR TYPE text USING btree FAMILY {s}."fam ily" AS OPERATOR 3 =, FUNCTION 1 bttextcmp(text, text);
CREATE CONVERSION {s}."con/v" FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE TEXT SEARCH DICTIONARY {s}."di ct" (TEMPLATE = simple, ACCEPT = false);
CREATE TEXT SEARCH CONFIGURATION {s}."conf/ig" (PARSER = default);
ALTER TEXT SEARCH CONFIGURATION {s}."conf/ig" ADD MAPPING FOR asciiword, word WITH english_stem, simple;
CREATE ROLE "spare.role 'x'" CREATEDB CONNECTION LIMIT 2;
CREATE FOREIGN DATA WRAPPER "wrap/two" OPTIONS ("a b" 'it''s \ x');
CREATE SERVER "ser.two" TYPE 'it''s' FOREIGN DATA WRAPPER "wrap.per" OPTIONS (host 'h');
CREATE UNLOGGED SEQUENCE {s}."fleet.ing";
