-- Where things lie. Has a part and a category of its own, as other schemas do.
CREATE EXTENSION file_fdw SCHEMA extensions;
CREATE SERVER stock_files FOREIGN DATA WRAPPER file_fdw;

CREATE TABLE warehouse.site (
  site_code char(3) PRIMARY KEY,
  title text NOT NULL,
  location point,
  opening bit(7) DEFAULT B'1111100' NOT NULL
);

CREATE TABLE warehouse.shelf (
  site_code char(3) NOT NULL REFERENCES warehouse.site (site_code),
  aisle varchar(4) NOT NULL,
  level smallint NOT NULL,
  capacity_l double precision,
  CONSTRAINT shelf_pk PRIMARY KEY (site_code, aisle, level)
);

CREATE TABLE warehouse.part (
  part_id bigint NOT NULL,
  site_code char(3) NOT NULL,
  aisle varchar(4),
  level smallint,
  in_stock integer DEFAULT 0 NOT NULL,
  counted_by integer,
  CONSTRAINT part_pk PRIMARY KEY (part_id, site_code),
  CONSTRAINT part_catalog FOREIGN KEY (part_id) REFERENCES catalog.part (part_id),
  CONSTRAINT part_shelf FOREIGN KEY (site_code, aisle, level)
    REFERENCES warehouse.shelf (site_code, aisle, level) ON DELETE SET NULL (aisle, level),
  CONSTRAINT part_counter FOREIGN KEY (counted_by) REFERENCES people.employee (badge)
);
COMMENT ON TABLE warehouse.part IS 'How many of a part lie where';

CREATE TABLE warehouse.movement (
  movement_id bigserial PRIMARY KEY,
  part_id bigint NOT NULL,
  amount integer NOT NULL,
  moved_at timestamp with time zone DEFAULT clock_timestamp(),
  note character varying
);

CREATE TABLE warehouse.category (
  code "char" NOT NULL,
  label name NOT NULL
);

CREATE FOREIGN TABLE warehouse.stock_count_file (
  part_id bigint,
  counted integer NOT NULL,
  remark text
) SERVER stock_files OPTIONS (filename '/dev/null', format 'csv');
COMMENT ON FOREIGN TABLE warehouse.stock_count_file IS 'The scanner leaves its file here';

CREATE VIEW warehouse.low_stock WITH (security_barrier) AS
  SELECT p.part_id, c.name, p.in_stock
  FROM warehouse.part p JOIN catalog.part c USING (part_id)
  WHERE p.in_stock < 5;
CREATE VIEW warehouse.part_label AS SELECT name AS "select", part_id AS "Part No." FROM catalog.part;
