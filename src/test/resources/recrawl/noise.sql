-- What happens to a database without changing its catalog, each after a line with its name.
-- name: rows are written
INSERT INTO shop.plain (id, note) SELECT i, 'note ' || i FROM generate_series(1, 5000) AS i; DELETE FROM shop.plain WHERE id % 7 = 0
-- name: tables are analysed
ANALYZE
-- name: tables are vacuumed
VACUUM
-- name: rows are frozen, those of the catalogs too
VACUUM FREEZE
-- name: a table is rewritten
VACUUM FULL shop.plain
-- name: a table is clustered by rewriting its indexes
REINDEX TABLE shop.plain
-- name: a table is emptied
TRUNCATE shop.plain
-- name: a materialised view is refreshed
REFRESH MATERIALIZED VIEW shop.stored
-- name: a sequence counts on
SELECT nextval('shop.free')
-- name: a temporary table is there, with all that can be on it
CREATE TEMPORARY TABLE passing (LIKE shop.item INCLUDING ALL, own serial, many text); COMMENT ON TABLE passing IS 'passing'; CREATE VIEW pg_temp.seen AS SELECT * FROM passing; CREATE INDEX ON passing (many); CREATE FUNCTION pg_temp.f() RETURNS int LANGUAGE sql AS 'SELECT 1'
-- name: another database is made and dropped
CREATE DATABASE passing; DROP DATABASE passing
-- name: a change is taken back
BEGIN; ALTER TABLE shop.plain ADD COLUMN never int; ALTER TABLE shop.item RENAME TO nothing; ROLLBACK
-- name: many transactions pass
DO 'BEGIN FOR i IN 1..1000 LOOP PERFORM pg_current_xact_id(); COMMIT; END LOOP; END'
-- name: another large object is made
SELECT lo_from_bytea(0, 'some bytes')
