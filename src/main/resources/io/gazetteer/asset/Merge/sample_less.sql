-- Until the transaction ends: half the default sample takes half the time, and is good enough for searches until autovacuum runs.
SET LOCAL default_statistics_target = 50
