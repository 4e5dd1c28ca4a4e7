-- Names that a careless reader trips over: each is legal in PostgreSQL.
CREATE TABLE legacy."a.b" (".c" integer, "d." text, "." integer);
CREATE TABLE legacy."say ""cheese""" ("it's" integer, """" text);
CREATE TABLE legacy."2019_export" ("1st" integer, "%2F" text);
CREATE TABLE legacy."50%" ("100%25" integer);
CREATE TABLE legacy."in/out" ("a/b/c" integer);
CREATE TABLE legacy."in%2Fout" (a integer);
CREATE TABLE legacy."back\slash" ("C:\n" text);
CREATE TABLE legacy."two
lines" ("tab	stop" integer, "line
break" integer);
CREATE TABLE legacy."🚲 Räder" ("größe" integer, "型号" text);
CREATE TABLE legacy.abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz_123456789 (
  zyxwvutsrqponmlkjihgfedcba_zyxwvutsrqponmlkjihgfedcba_987654321 integer
);
CREATE TABLE legacy." padded " (" x " integer);
CREATE TABLE legacy.nothing ();
CREATE TABLE legacy.category (category_id integer, label text);
CREATE TABLE legacy.article (
  nr integer,
  old_name text,
  price money,
  old_price money,
  note text
);
ALTER TABLE legacy.article DROP COLUMN old_name;
ALTER TABLE legacy.article DROP COLUMN old_price;
COMMENT ON TABLE legacy.article IS E'Two columns went away.\nThe numbers kept their gaps.';
CREATE VIEW legacy."View/Of%Everything" AS SELECT nr AS "Nr/1", note AS "%" FROM legacy.article;
CREATE MATERIALIZED VIEW legacy.article_count AS SELECT count(*) AS n FROM legacy.article;
