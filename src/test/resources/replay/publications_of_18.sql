-- What publications and subscriptions can do since 16 to 18.
CREATE TABLE computed (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED);
CREATE PUBLICATION generated_too FOR TABLE computed WITH (publish_generated_columns = stored);
CREATE SUBSCRIPTION sub_18 CONNECTION 'dbname=d' PUBLICATION p WITH (connect = false, slot_name = 's', failover = true, two_phase = true,
    password_required = false, run_as_owner = true, origin = none, streaming = off);
CREATE TABLE named_nulls (a int CONSTRAINT "must be" NOT NULL, b int, CONSTRAINT spare NOT NULL b NO INHERIT);
CREATE TABLE not_enforced (a int, CONSTRAINT unforced CHECK (a > 0) NOT ENFORCED);
CREATE TABLE periods (id int4range, during daterange, PRIMARY KEY (id, during WITHOUT OVERLAPS));
CREATE TABLE of_periods (id int4range, during daterange, FOREIGN KEY (id, PERIOD during) REFERENCES periods (id, PERIOD during));
CREATE TABLE virtual (a int, b int GENERATED ALWAYS AS (a + 1) VIRTUAL);
CREATE COLLATION built_in (PROVIDER = builtin, LOCALE = 'C.UTF-8');
CREATE COLLATION ruled (PROVIDER = icu, LOCALE = 'und', RULES = '& a < b');
CREATE ROLE grantor_of WITH CREATEROLE;
