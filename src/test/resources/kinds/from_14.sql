-- What 14 added.
CREATE STATISTICS shop.item_expression ON lower(code) FROM shop.item;
ALTER ROLE bob INHERIT;
GRANT pg_read_all_data TO bob;
CREATE ROLE writer;
GRANT pg_write_all_data TO writer;
ALTER TABLE shop.tuned ALTER b SET COMPRESSION pglz;
