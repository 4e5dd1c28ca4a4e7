-- Domains over arrays, composites and domains, their arrays, and constraints that were never validated.
CREATE SCHEMA "odd s";
CREATE DOMAIN "odd s".code AS char(10) CHECK (VALUE ~ '^[A-Z]+$') CONSTRAINT "never null" NOT NULL;
COMMENT ON CONSTRAINT code_check ON DOMAIN "odd s".code IS 'capital letters';
CREATE DOMAIN ints AS int[] CHECK (cardinality(VALUE) < 5) DEFAULT '{1,2}';
COMMENT ON DOMAIN ints IS 'few';
CREATE DOMAIN amounts AS numeric(10,2)[];
CREATE DOMAIN over_domain AS "odd s".code CHECK (length(VALUE) > 2);
CREATE TYPE pair AS (a "odd s".code, b ints, c numeric(7,3)[], d text COLLATE "C");
COMMENT ON TYPE pair IS 'a pair';
COMMENT ON COLUMN pair.c IS 'third';
CREATE DOMAIN of_pair AS pair CHECK ((VALUE).c IS NOT NULL);
CREATE TYPE floats AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE DOMAIN later AS int;
ALTER DOMAIN later ADD CONSTRAINT small CHECK (VALUE < 11) NOT VALID;
COMMENT ON CONSTRAINT small ON DOMAIN later IS 'never checked';
CREATE TABLE holder (a "odd s".code, b "odd s".code[], c ints, d ints[], e amounts, f over_domain, g pair, h pair[], i of_pair,
    j floats, m bit varying(5), n interval day to second(3), o time(2) with time zone, q "char", r name, s char, t bpchar, u varchar);
