-- Operators of both sides, families with members that belong to no class, types with every option, aggregates, transforms, languages.
CREATE SCHEMA "o p";
CREATE FUNCTION "o p"."less?"(int4, int8) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS 'int48lt';
CREATE OPERATOR "o p".<<< (FUNCTION = "o p"."less?", LEFTARG = int4, RIGHTARG = int8, COMMUTATOR = OPERATOR("o p".>>>), NEGATOR = OPERATOR("o p".!<<<));
CREATE FUNCTION "o p".more(int8, int4) RETURNS boolean LANGUAGE internal IMMUTABLE STRICT AS 'int84gt';
CREATE OPERATOR "o p".>>> (FUNCTION = "o p".more, LEFTARG = int8, RIGHTARG = int4, COMMUTATOR = OPERATOR("o p".<<<));
CREATE OPERATOR "o p".@@@ (FUNCTION = int4um, RIGHTARG = int4);
CREATE OPERATOR FAMILY "o p"."ints of" USING btree;
CREATE OPERATOR CLASS "o p"."small ints" FOR TYPE int4 USING btree FAMILY "o p"."ints of" AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int4, int4), FUNCTION 2 btint4sortsupport(internal);
CREATE OPERATOR CLASS "o p"."large ints" FOR TYPE int8 USING btree FAMILY "o p"."ints of" AS
    OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint8cmp(int8, int8);
ALTER OPERATOR FAMILY "o p"."ints of" USING btree ADD
    OPERATOR 1 < (int4, int8), OPERATOR 3 = (int4, int8), FUNCTION 1 btint48cmp(int4, int8),
    OPERATOR 1 < (int8, int4), OPERATOR 3 = (int8, int4), FUNCTION 1 btint84cmp(int8, int4),
    OPERATOR 1 < (int2, int2), FUNCTION 1 btint2cmp(int2, int2);
-- Members of the type that the class's type is read as.
CREATE OPERATOR CLASS "o p".as_text FOR TYPE varchar USING btree AS
    OPERATOR 1 < (text, text), OPERATOR 2 <= (text, text), OPERATOR 3 = (text, text), OPERATOR 4 >= (text, text), OPERATOR 5 > (text, text),
    FUNCTION 1 bttextcmp(text, text);
CREATE OPERATOR CLASS "o p".hashed FOR TYPE varchar USING hash AS OPERATOR 1 = (text, text), FUNCTION 1 hashtext(text);
CREATE OPERATOR CLASS "o p".stored FOR TYPE int4range USING gist AS
    OPERATOR 3 && (anyrange, anyrange), FUNCTION 1 range_gist_consistent(internal, anyrange, smallint, oid, internal), FUNCTION 2 range_gist_union(internal, internal),
    FUNCTION 5 range_gist_penalty(internal, internal, internal), FUNCTION 6 range_gist_picksplit(internal, internal),
    FUNCTION 7 range_gist_same(anyrange, anyrange, internal), STORAGE int4range;
CREATE OPERATOR FAMILY "o p".lonely USING gin;
CREATE FUNCTION "o p".t_in(cstring, oid, int) RETURNS "o p"."t y" LANGUAGE internal IMMUTABLE STRICT AS 'varcharin';
CREATE FUNCTION "o p".t_out("o p"."t y") RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'varcharout';
CREATE TYPE "o p"."t y" (INPUT = "o p".t_in, OUTPUT = "o p".t_out, TYPMOD_IN = varchartypmodin, TYPMOD_OUT = varchartypmodout,
    INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = main, CATEGORY = 'S', PREFERRED = true, DEFAULT = 'it''s', DELIMITER = ';', COLLATABLE = true);
CREATE TABLE "o p".typed (a "o p"."t y"(5), b "o p"."t y"[]);
CREATE CAST ("o p"."t y" AS text) WITHOUT FUNCTION;
CREATE AGGREGATE "o p"."sum of"(numeric) (SFUNC = numeric_avg_accum, STYPE = internal, SSPACE = 64, FINALFUNC = numeric_sum, COMBINEFUNC = numeric_avg_combine,
    SERIALFUNC = numeric_avg_serialize, DESERIALFUNC = numeric_avg_deserialize, MSFUNC = numeric_avg_accum, MINVFUNC = numeric_accum_inv, MSTYPE = internal,
    MSSPACE = 64, MFINALFUNC = numeric_sum, PARALLEL = SAFE);
CREATE AGGREGATE "o p".middle(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal, FINALFUNC = rank_final, FINALFUNC_EXTRA, HYPOTHETICAL);
CREATE AGGREGATE "o p".least_of(int) (SFUNC = int4smaller, STYPE = int, SORTOP = OPERATOR(pg_catalog.<));
CREATE AGGREGATE "o p".counted(*) (SFUNC = int8inc, STYPE = int8, INITCOND = '0');
CREATE TRUSTED LANGUAGE "own lang" HANDLER plpgsql_call_handler INLINE plpgsql_inline_handler VALIDATOR plpgsql_validator;
CREATE FUNCTION "o p".to_lang(internal) RETURNS internal LANGUAGE internal IMMUTABLE AS 'prsd_lextype';
CREATE TYPE "o p".composite AS (a int, "B c" text COLLATE "C");
CREATE TRANSFORM FOR "o p".composite LANGUAGE "own lang" (FROM SQL WITH FUNCTION "o p".to_lang(internal));
CREATE FUNCTION "o p".transformed(a "o p".composite) RETURNS int LANGUAGE "own lang" TRANSFORM FOR TYPE "o p".composite AS 'BEGIN RETURN 1; END';
CREATE CONVERSION "o p"."con v" FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;
CREATE ACCESS METHOD "heap too" TYPE TABLE HANDLER heap_tableam_handler;
CREATE FUNCTION "o p".nth(a int, b int DEFAULT 1) RETURNS bigint LANGUAGE internal WINDOW AS 'window_row_number';
CREATE FUNCTION "o p".costly(INOUT a int, "c d" text DEFAULT 'x', VARIADIC e int[] DEFAULT '{}') RETURNS SETOF int LANGUAGE sql
    STABLE STRICT LEAKPROOF SECURITY DEFINER PARALLEL SAFE COST 7.5 ROWS 12 SET search_path = "$user", "o p", '' SET work_mem = '8MB' AS 'SELECT 1';
CREATE PROCEDURE "o p".done(a int DEFAULT 1, b date DEFAULT CURRENT_DATE) LANGUAGE plpgsql AS 'BEGIN COMMIT; END';
CREATE FUNCTION "o p".listed() RETURNS TABLE (a int, "b c" text) LANGUAGE sql AS $$SELECT 1, 'back\slash'$$;
