-- What a run is asked to do stands in its options, not in its kind.
ALTER TABLE run ADD COLUMN options jsonb NOT NULL DEFAULT '{}';
ALTER TABLE run ADD CONSTRAINT run_options_ck CHECK (jsonb_typeof(options) = 'object');
COMMENT ON COLUMN run.options IS 'What this run is asked to do besides what its workflow says: fullRead, preview. Absent = false.';

UPDATE run SET kind = 'crawl', options = '{"fullRead": true}' WHERE kind = 'full-crawl';
UPDATE run SET kind = 'crawl', options = '{"preview": true}' WHERE kind = 'preview';

-- The view took the columns that the table had when it was made.
DROP VIEW run_with_totals;
CREATE VIEW run_with_totals AS
SELECT r.*,
       t.known_objects, t.done_objects, t.created, t.changed, t.archived, t.unchanged
  FROM run r
 -- A left join, so that a query which wants no counts does not work them out.
  LEFT JOIN LATERAL (
   SELECT cast(coalesce(sum(s.known_objects), 0) AS bigint) AS known_objects,
          cast(coalesce(sum(s.done_objects), 0) AS bigint)  AS done_objects,
          cast(coalesce(sum(s.created), 0) AS bigint)       AS created,
          cast(coalesce(sum(s.changed), 0) AS bigint)       AS changed,
          cast(coalesce(sum(s.archived), 0) AS bigint)      AS archived,
          cast(coalesce(sum(s.unchanged), 0) AS bigint)     AS unchanged
     FROM run_scope s
    WHERE s.run_id = r.id) t ON true;

COMMENT ON VIEW run_with_totals IS 'Each run with its counts, which are the sums over its scopes.';
