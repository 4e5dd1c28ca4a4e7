-- The run of a name; no row = there is none.
SELECT * FROM run_with_totals WHERE name = :name
