-- All that a crawler needs: to connect and to name schemas. It reads no row.
DO $$
BEGIN
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO gazetteer_reader', current_database());
END
$$;
GRANT USAGE ON SCHEMA public, catalog, people, sales, warehouse, "Service Desk", legacy, extensions
  TO gazetteer_reader;
