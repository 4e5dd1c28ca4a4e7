-- The workshop's own tables, in its own spelling: spaces, capitals, reserved words.
CREATE TABLE "Service Desk"."Ticket" (
  "Ticket No" integer GENERATED ALWAYS AS IDENTITY (START WITH 1000) PRIMARY KEY,
  "Opened At" timestamp with time zone DEFAULT now() NOT NULL,
  "model/size" text,
  "discount %" numeric(4, 1),
  "order" bigint,
  "select" boolean DEFAULT false,
  "user" text DEFAULT CURRENT_USER
);
COMMENT ON TABLE "Service Desk"."Ticket" IS 'A repair, from counter to counter';
COMMENT ON COLUMN "Service Desk"."Ticket"."discount %" IS '0 to 100, one decimal';

CREATE TABLE "Service Desk"."ticket" (
  id integer NOT NULL,
  "ID" integer NOT NULL,
  CONSTRAINT "ticket pk" PRIMARY KEY (id)
);

CREATE TABLE "Service Desk"."Work/Hours" (
  "Ticket No" integer NOT NULL REFERENCES "Service Desk"."Ticket" ("Ticket No"),
  badge integer NOT NULL REFERENCES people.employee (badge),
  hours numeric NOT NULL,
  rate money,
  PRIMARY KEY ("Ticket No", badge)
);

CREATE TABLE "Service Desk"."table" (
  "column" text,
  "primary" xml,
  "from" cidr,
  "to" macaddr
);

CREATE VIEW "Service Desk"."Open Tickets" AS
  SELECT "Ticket No", "Opened At" FROM "Service Desk"."Ticket" WHERE NOT "select";
