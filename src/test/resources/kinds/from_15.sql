-- What 15 added.
CREATE TABLE shop.once (a integer, b integer, CONSTRAINT once_a UNIQUE NULLS NOT DISTINCT (a));
CREATE UNIQUE INDEX once_b ON shop.once (b) NULLS NOT DISTINCT;
CREATE TABLE shop.partly (a bigint, CONSTRAINT partly_item FOREIGN KEY (a) REFERENCES shop.item ON DELETE SET NULL (a));
CREATE PUBLICATION filtered FOR TABLE shop.item (id, code) WHERE (id > 5);
CREATE PUBLICATION whole FOR TABLES IN SCHEMA twin, TABLE shop.part WHERE (item_id > 5);
GRANT SET ON PARAMETER work_mem TO ann WITH GRANT OPTION;
CREATE UNLOGGED SEQUENCE shop.fleeting;
