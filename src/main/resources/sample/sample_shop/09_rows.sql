-- A few rows, so that estimates are not all alike.
INSERT INTO catalog.category (parent_id, label) VALUES (NULL, 'Bicycles'), (1, 'Touring'), (1, 'Cargo');
INSERT INTO catalog.bike_model (model_code, category_id, title, weight_kg, list_price)
  SELECT 'FB-' || lpad(n::text, 5, '0'), 2 + n % 2, 'Model ' || n, 9 + n % 7, 800 + 10 * n
  FROM generate_series(1, 40) n;
INSERT INTO catalog.part (name) SELECT 'Part ' || n FROM generate_series(1, 120) n;
INSERT INTO people.employee (family_name, badge, hired_on)
  SELECT 'Person ' || n, n, date '2020-01-01' + n FROM generate_series(1, 12) n;
INSERT INTO sales.customer (company_name) SELECT 'Firm ' || n FROM generate_series(1, 25) n;
INSERT INTO sales.customer_order (order_id, ordered_on, shop_code, customer_id, total)
  SELECT n, date '2024-06-01' + n * 5, (ARRAY['ABZ', 'EDI', 'LDS'])[1 + n % 3], 1 + n % 25, n
  FROM generate_series(1, 150) n;
INSERT INTO sales.payment SELECT gen_random_uuid(), now(), n FROM generate_series(1, 30) n;
INSERT INTO warehouse.site (site_code, title) VALUES ('ABZ', 'Aberdeen'), ('LDS', 'Leeds');
INSERT INTO warehouse.part (part_id, site_code, in_stock)
  SELECT n, 'ABZ', n % 9 FROM generate_series(1, 100) n;
INSERT INTO "Service Desk"."Ticket" ("model/size") SELECT 'M/' || n FROM generate_series(1, 8) n;
REFRESH MATERIALIZED VIEW catalog.model_weight;
ANALYZE;
