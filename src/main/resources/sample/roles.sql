-- The role that the sample is crawled with: it may connect and name schemas, and reads no row.
DO $$
BEGIN
  CREATE ROLE gazetteer_reader LOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;
