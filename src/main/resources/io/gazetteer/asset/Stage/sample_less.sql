-- Until the transaction ends: half of the usual sample takes half of the time, and tells searches enough until autovacuum comes by.
SET LOCAL default_statistics_target = 50
