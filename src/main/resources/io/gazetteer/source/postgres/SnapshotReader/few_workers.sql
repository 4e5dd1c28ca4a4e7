-- One row, of no interest: until the transaction ends, a statement takes one parallel worker at the most. With several the columns
-- of a relation come among those of others, and what is worked out for a relation is worked out again and again. Privileges: none.
-- PostgreSQL 13 to 18.
SELECT set_config('max_parallel_workers_per_gather', least(1, current_setting('max_parallel_workers_per_gather')::integer)::text, true)
