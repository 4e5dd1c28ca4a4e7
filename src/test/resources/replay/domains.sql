-- Domains over arrays, composites and domains; constraints that were never validated; NOT NULL and comments.
CREATE SCHEMA "do m";
CREATE DOMAIN "do m".code AS char(10) CHECK (VALUE ~ '^[A-Z]+$') CONSTRAINT "never null" NOT NULL;
COMMENT ON CONSTRAINT code_check ON DOMAIN "do m".code IS 'capital letters';
CREATE DOMAIN ints AS int[] CHECK (cardinality(VALUE) < 5) DEFAULT '{1,2}';
CREATE DOMAIN amounts AS numeric(10,2)[];
CREATE DOMAIN over_domain AS "do m".code CHECK (length(VALUE) > 2);
CREATE TYPE pair AS (a "do m".code, b ints, c numeric(7,3)[], d text COLLATE "C");
CREATE DOMAIN pair_domain AS pair CHECK ((VALUE).c IS NOT NULL);
CREATE DOMAIN collated AS text COLLATE "C" DEFAULT 'it''s';
CREATE TYPE float_range AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TYPE text_range AS RANGE (subtype = text, subtype_opclass = text_pattern_ops, collation = "C");
CREATE TYPE nothing AS ();
CREATE TYPE none AS ENUM ();
CREATE TABLE holder (a "do m".code, b "do m".code[], c ints, d ints[], e amounts, f over_domain, g pair, h pair[], i pair_domain,
    j float_range, m bit varying(5), n interval day to second(3), o time(2) with time zone, q "char", r name, t bpchar, u varchar);
CREATE DOMAIN later AS int;
ALTER DOMAIN later ADD CONSTRAINT "Small" CHECK (VALUE < 11) NOT VALID;
ALTER DOMAIN later ADD CONSTRAINT positive CHECK (VALUE > 0);
ALTER DOMAIN later ADD CONSTRAINT even CHECK (VALUE % 2 = 0) NOT VALID;
COMMENT ON CONSTRAINT "Small" ON DOMAIN later IS 'not looked at';
CREATE DOMAIN never_null AS text NOT NULL;
CREATE TABLE of_never_null (a never_null, b int);
