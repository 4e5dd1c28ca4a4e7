-- Counting in an index reads rows too where VACUUM has not marked their pages as visible to all. By default it comes back when a
-- fifth of a table is new or dead: after a crawl that changed a tenth of the assets nothing would be marked for days.
ALTER TABLE asset SET (
    autovacuum_vacuum_insert_scale_factor = 0.02,
    autovacuum_vacuum_scale_factor = 0.02,
    autovacuum_analyze_scale_factor = 0.05);
ALTER TABLE asset_name SET (
    autovacuum_vacuum_insert_scale_factor = 0.02,
    autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE asset_name_count SET (
    autovacuum_vacuum_insert_scale_factor = 0.02,
    autovacuum_vacuum_scale_factor = 0.02);
