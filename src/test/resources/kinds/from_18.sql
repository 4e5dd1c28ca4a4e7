-- What 18 added.
CREATE TABLE shop.room (id int4range, during daterange, note text CONSTRAINT noted NOT NULL NO INHERIT,
    CONSTRAINT room_pk PRIMARY KEY (id, during WITHOUT OVERLAPS));
CREATE TABLE shop.booking (room int4range, during daterange,
    CONSTRAINT booking_room FOREIGN KEY (room, PERIOD during) REFERENCES shop.room (id, PERIOD during));
CREATE TABLE shop.loose (a integer CONSTRAINT loose_a CHECK (a > 0) NOT ENFORCED, b integer,
    c integer GENERATED ALWAYS AS (a * 2) VIRTUAL);
ALTER TABLE shop.loose ADD CONSTRAINT loose_b NOT NULL b NOT VALID;
CREATE PUBLICATION generated FOR TABLE shop.loose WITH (publish_generated_columns = stored);
