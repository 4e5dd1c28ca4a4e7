-- The second database of the sample: invoices, kept apart from the shop.
DO $$
BEGIN
  EXECUTE format('COMMENT ON DATABASE %I IS %L', current_database(), 'Invoices and reminders');
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO gazetteer_reader', current_database());
END
$$;

CREATE SCHEMA billing;
COMMENT ON SCHEMA billing IS 'What is owed to Fernhill';

CREATE TABLE billing.invoice (
  invoice_no bigint GENERATED ALWAYS AS IDENTITY,
  customer_id bigint NOT NULL,
  issued_on date DEFAULT CURRENT_DATE NOT NULL,
  due_on date GENERATED ALWAYS AS (issued_on + 30) STORED,
  amount numeric(12, 2) NOT NULL,
  CONSTRAINT invoice_pk PRIMARY KEY (invoice_no)
);
COMMENT ON TABLE billing.invoice IS 'Sent once, never changed';

CREATE TABLE billing.reminder (
  invoice_no bigint NOT NULL,
  step smallint NOT NULL,
  sent_at timestamp with time zone,
  CONSTRAINT reminder_pk PRIMARY KEY (invoice_no, step),
  CONSTRAINT reminder_invoice FOREIGN KEY (invoice_no) REFERENCES billing.invoice (invoice_no)
);

CREATE VIEW billing.overdue AS SELECT invoice_no, amount FROM billing.invoice WHERE due_on < now();

CREATE FUNCTION billing.owed(customer bigint) RETURNS numeric
  LANGUAGE sql STABLE AS $$ SELECT sum(amount) FROM billing.invoice WHERE customer_id = $1 $$;

INSERT INTO billing.invoice (customer_id, amount) SELECT n, 10 * n FROM generate_series(1, 20) n;
ANALYZE;
GRANT USAGE ON SCHEMA public, billing TO gazetteer_reader;
