-- Functions in SQL and PL/pgSQL, overloads, procedures, a trigger and an aggregate.
CREATE FUNCTION catalog.price_of(code char(8)) RETURNS numeric
  LANGUAGE sql STABLE
  AS $$ SELECT list_price FROM catalog.bike_model WHERE model_code = code $$;
CREATE FUNCTION catalog.price_of(code char(8), list text, on_day date DEFAULT CURRENT_DATE)
  RETURNS numeric
  LANGUAGE sql STABLE
  AS $$ SELECT price FROM catalog.price_list
        WHERE model_code = code AND list_name = list AND valid @> on_day $$;
CREATE FUNCTION catalog.price_of(part bigint) RETURNS numeric
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT 1.0';
COMMENT ON FUNCTION catalog.price_of(char) IS 'List price of a model';

CREATE FUNCTION sales.orders_of(customer bigint)
  RETURNS TABLE (order_id bigint, ordered_on date, total numeric)
  LANGUAGE sql STABLE ROWS 20
  AS $$ SELECT order_id, ordered_on, total FROM sales.customer_order WHERE customer_id = $1 $$;
COMMENT ON FUNCTION sales.orders_of(bigint) IS 'Newest last';

CREATE FUNCTION sales.order_span(customer bigint, OUT first_on date, OUT last_on date)
  LANGUAGE plpgsql STABLE
  AS $$
BEGIN
  SELECT min(ordered_on), max(ordered_on) INTO first_on, last_on
  FROM sales.customer_order WHERE customer_id = customer;
END
$$;

CREATE FUNCTION sales.largest(VARIADIC amounts numeric[]) RETURNS numeric
  LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT max(a) FROM unnest(amounts) a $$;
CREATE FUNCTION sales.round_up(INOUT amount numeric, step numeric DEFAULT 0.05)
  LANGUAGE sql IMMUTABLE AS $$ SELECT ceil(amount / step) * step $$;
CREATE FUNCTION sales.states() RETURNS SETOF sales.order_state
  LANGUAGE sql STABLE AS $$ SELECT unnest(enum_range(NULL::sales.order_state)) $$;

CREATE FUNCTION people.full_name(someone people.person) RETURNS text
  LANGUAGE sql IMMUTABLE AS $$ SELECT someone.given_name || ' ' || someone.family_name $$;
CREATE FUNCTION people.postcode(address public.postal_address) RETURNS varchar
  LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog
  AS $$ SELECT address.postcode $$;

CREATE FUNCTION warehouse.note_movement() RETURNS trigger
  LANGUAGE plpgsql
  AS $$
BEGIN
  INSERT INTO warehouse.movement (part_id, amount) VALUES (NEW.part_id, NEW.in_stock);
  RETURN NEW;
END
$$;
CREATE TRIGGER part_moved AFTER UPDATE OF in_stock ON warehouse.part
  FOR EACH ROW EXECUTE FUNCTION warehouse.note_movement();

CREATE FUNCTION "Service Desk"."Close/Ticket"("Ticket No" integer, "why?" text) RETURNS void
  LANGUAGE sql AS $$ UPDATE "Service Desk"."Ticket" SET "select" = true WHERE "Ticket No" = $1 $$;
CREATE FUNCTION legacy.parse("in" "Service Desk"."Ticket"[]) RETURNS integer
  LANGUAGE sql AS $$ SELECT cardinality("in") $$;
CREATE FUNCTION public.joined(anyelement, text) RETURNS text
  LANGUAGE sql IMMUTABLE AS $$ SELECT $1::text || $2 $$;

CREATE PROCEDURE sales.close_year(IN year integer)
  LANGUAGE plpgsql AS $$ BEGIN PERFORM year; END $$;
CREATE PROCEDURE sales.close_year(IN year integer, INOUT closed integer)
  LANGUAGE plpgsql AS $$ BEGIN closed := 0; END $$;
CREATE PROCEDURE warehouse.count_again(site char(3), levels smallint[] DEFAULT '{}')
  LANGUAGE sql AS $$ UPDATE warehouse.part SET in_stock = in_stock WHERE site_code = site $$;
COMMENT ON PROCEDURE warehouse.count_again(char, smallint[]) IS 'Marks a site for counting';

CREATE AGGREGATE sales.product(numeric) (SFUNC = numeric_mul, STYPE = numeric, INITCOND = '1');
