-- Exclusions over expressions, checks on whole rows and system columns, keys that are deferred, and what is not validated.
CREATE EXTENSION btree_gist;
CREATE TABLE ex (a int, b int, during tsrange, t text,
    CONSTRAINT by_expression EXCLUDE USING gist ((a + 0) WITH =, during WITH &&) WHERE (b IS NOT NULL) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT by_one EXCLUDE USING gist ((a * 2) WITH =),
    CONSTRAINT by_btree EXCLUDE USING btree (lower(t) WITH =),
    CONSTRAINT a_row CHECK (ROW(a, b) IS NOT NULL), CONSTRAINT a_table CHECK (a > 0 AND tableoid IS NOT NULL),
    CONSTRAINT no_column CHECK (true) NO INHERIT, CONSTRAINT whole CHECK (ex.* IS NOT NULL),
    CONSTRAINT "u q" UNIQUE (b, a) INCLUDE (t) DEFERRABLE);
ALTER TABLE ex ADD CONSTRAINT for_later CHECK (a < 100) NOT VALID;
CREATE TABLE referred (b int, a int, PRIMARY KEY (b, a));
CREATE TABLE refers (a int, b int, FOREIGN KEY (b, a) REFERENCES referred (b, a) ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED);
ALTER TABLE refers ADD CONSTRAINT unchecked FOREIGN KEY (a, b) REFERENCES referred (b, a) NOT VALID;
CREATE INDEX ex_parts ON ex (lower(t) COLLATE "C" text_pattern_ops DESC, (a + b)) WHERE b > 0;
