-- Options of relations and columns, foreign objects, and names that have to be quoted everywhere.
CREATE SCHEMA "Sel.ect";
CREATE EXTENSION postgres_fdw WITH SCHEMA "Sel.ect";
CREATE EXTENSION hstore WITH SCHEMA public;
CREATE SERVER "far off" TYPE 'it''s' VERSION '1.2' FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'back\slash', dbname 'it''s', "fetch_size" '7');
CREATE FOREIGN DATA WRAPPER bare OPTIONS ("odd name" 'a=b', "select" '');
CREATE SERVER second FOREIGN DATA WRAPPER bare;
CREATE USER MAPPING FOR PUBLIC SERVER "far off";
CREATE USER MAPPING FOR CURRENT_USER SERVER second;
CREATE FOREIGN TABLE "Sel.ect"."far table" (id int NOT NULL, n text) SERVER "far off" OPTIONS (schema_name 's');
CREATE TABLE "Sel.ect"."from" ("order" int PRIMARY KEY, "a b" text, "desc" int);
CREATE INDEX "in dex" ON "Sel.ect"."from" ("order" DESC NULLS LAST, "desc") INCLUDE ("a b") WITH (fillfactor = 60);
CREATE VIEW "Sel.ect"."vi ew" AS SELECT f."order" AS "where", f.* FROM "Sel.ect"."from" f;
CREATE TYPE "Sel.ect"."ty pe" AS ENUM ('it''s', 'back\slash', '');
CREATE FUNCTION "Sel.ect"."f n"("a b" "Sel.ect"."ty pe", OUT "c d" text) LANGUAGE sql AS 'SELECT $1::text';
CREATE STATISTICS "Sel.ect"."st at" ON "order", "desc" FROM "Sel.ect"."from";
CREATE ROLE "odd ""role" WITH LOGIN CREATEDB CONNECTION LIMIT 5 VALID UNTIL 'infinity';
CREATE POLICY "pol icy" ON "Sel.ect"."from" TO "odd ""role" USING ("order" > 0);
