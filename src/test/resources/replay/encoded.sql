-- Names and texts in the letters of a database's encoding, which stand here for {word}.
CREATE TABLE "{word}" ("{word} 1" int PRIMARY KEY, "{word} 2" text DEFAULT '{word}' CONSTRAINT "{word} c" CHECK ("{word} 2" <> '{word}'));
CREATE TYPE "e {word}" AS ENUM ('{word}', 'it''s {word}');
CREATE DOMAIN "d {word}" AS text DEFAULT '{word}' CONSTRAINT "c {word}" CHECK (VALUE <> '{word}');
CREATE VIEW "v {word}" AS SELECT '{word}' || "{word} 2" AS "{word} 3" FROM "{word}";
CREATE FUNCTION "f {word}"("a {word}" text DEFAULT '{word}') RETURNS text LANGUAGE sql AS 'SELECT ''{word}''::text';
CREATE INDEX "i {word}" ON "{word}" (lower("{word} 2")) WHERE "{word} 2" <> '{word}';
CREATE POLICY "p {word}" ON "{word}" USING ("{word} 2" = '{word}');
