-- Multiranges with names of their own.
CREATE SCHEMA "m r";
CREATE TYPE "m r"."float of" AS RANGE (subtype = float8, subtype_diff = float8mi, multirange_type_name = "Many Floats");
CREATE TABLE held (a "m r"."float of", b public."Many Floats", c int4multirange[]);
CREATE FUNCTION bounded(a public."Many Floats" DEFAULT '{}') RETURNS "m r"."float of" LANGUAGE sql AS 'SELECT range_merge(a)';
