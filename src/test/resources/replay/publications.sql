-- Publications of every shape and subscriptions with what can be set.
CREATE SCHEMA "p u";
CREATE TABLE plain (id int PRIMARY KEY, active boolean NOT NULL, name text, "odd column" int);
CREATE TABLE parent (id int PRIMARY KEY);
CREATE TABLE child (more int) INHERITS (parent);
CREATE TABLE split (id int) PARTITION BY LIST (id);
CREATE TABLE split_1 PARTITION OF split FOR VALUES IN (1);
CREATE PUBLICATION everything FOR ALL TABLES WITH (publish_via_partition_root = true);
CREATE PUBLICATION nothing WITH (publish = '');
CREATE PUBLICATION "of one" FOR TABLE plain (id, "odd column", active) WHERE (active) WITH (publish = 'insert');
CREATE PUBLICATION of_true FOR TABLE plain WHERE (true);
CREATE PUBLICATION of_parent_only FOR TABLE ONLY parent;
CREATE PUBLICATION of_both FOR TABLE parent, split;
CREATE PUBLICATION of_schemas FOR TABLES IN SCHEMA "p u", TABLE plain;
CREATE SUBSCRIPTION "sub one" CONNECTION 'host=far.example password=hidden' PUBLICATION "of one", p2
    WITH (connect = false, slot_name = 'slot_one', synchronous_commit = 'local', binary = true, streaming = true, two_phase = true, disable_on_error = true);
CREATE SUBSCRIPTION sub_two CONNECTION 'dbname=d' PUBLICATION p2 WITH (connect = false, slot_name = NONE);
CREATE SUBSCRIPTION sub_three CONNECTION 'dbname=d host=127.0.0.1 port=1' PUBLICATION p2 WITH (connect = false);
ALTER SUBSCRIPTION sub_three ENABLE;
