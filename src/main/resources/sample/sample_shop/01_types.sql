-- Schemas and types of Fernhill, a made-up maker of bicycles with shops of its own.
DO $$
BEGIN
  EXECUTE format('COMMENT ON DATABASE %I IS %L', current_database(),
    'Fernhill Bicycles: what is built, sold, stored and repaired');
END
$$;

CREATE SCHEMA catalog;
CREATE SCHEMA people;
CREATE SCHEMA sales;
CREATE SCHEMA warehouse;
CREATE SCHEMA "Service Desk";
CREATE SCHEMA legacy;
CREATE SCHEMA extensions;

COMMENT ON SCHEMA catalog IS 'What Fernhill builds and offers';
COMMENT ON SCHEMA people IS 'Staff, teams and shifts';
COMMENT ON SCHEMA sales IS 'Customers, orders and payments';
COMMENT ON SCHEMA warehouse IS 'Sites, stock and its movements';
COMMENT ON SCHEMA "Service Desk" IS 'Repairs: the workshop''s own corner, named by the workshop';
COMMENT ON SCHEMA legacy IS 'Brought over from the old system, names and all';

CREATE TYPE catalog.frame_material AS ENUM ('steel', 'aluminium', 'carbon', 'titanium');
CREATE TYPE sales.order_state AS ENUM ('draft', 'placed', 'paid', 'sent', 'returned');
CREATE DOMAIN public.email_address AS varchar(254) CHECK (VALUE ~ '^[^@ ]+@[^@ ]+$');
CREATE DOMAIN public.money_amount AS numeric(12, 2) DEFAULT 0 CHECK (VALUE >= 0);
CREATE TYPE public.postal_address AS (street text, town varchar(80), postcode varchar(12));
CREATE TYPE public.temperature_span AS RANGE (subtype = float8);

COMMENT ON TYPE catalog.frame_material IS 'What a frame is made of';
COMMENT ON DOMAIN public.email_address IS 'Something with an @ in it';
