-- What a workflow says stands in settings; its definition is kept for clients alone.
ALTER TABLE workflow ADD COLUMN settings jsonb NOT NULL DEFAULT '{}';
ALTER TABLE workflow ADD CONSTRAINT workflow_settings_ck CHECK (jsonb_typeof(settings) = 'object');
COMMENT ON COLUMN workflow.definition IS 'The document that clients of the SDKs sent, without payload; returned to them and searched by them, and otherwise not read';
COMMENT ON COLUMN workflow.settings IS 'What the workflow says that no other column holds: excludeViews, excludeEmptyTables, extensionSchemas, fullRead, purge; bucket, prefix, region of files; publish, publishStore, publishKeepRuns, publishKeepDays; parameters';

UPDATE workflow w
   SET settings = jsonb_strip_nulls(jsonb_build_object(
         'excludeViews', coalesce(p.by_name ->> 'exclude-views', p.by_name ->> 'exclude_views') = 'true',
         'excludeEmptyTables', coalesce(p.by_name ->> 'exclude-empty-tables', p.by_name ->> 'exclude_empty_tables') = 'true',
         'extensionSchemas', p.by_name ->> 'extension-schemas' = 'true',
         'fullRead', p.by_name ->> 'full-read' = 'true',
         'bucket', CASE w.extraction_method WHEN 'S3' THEN btrim(coalesce(p.by_name ->> 'metadata-s3-bucket', '')) END,
         'prefix', CASE w.extraction_method WHEN 'S3' THEN btrim(btrim(coalesce(p.by_name ->> 'metadata-s3-prefix', '')), '/') END,
         'region', CASE w.extraction_method WHEN 'S3' THEN nullif(btrim(p.by_name ->> 'metadata-s3-region'), '') END,
         'publish', CASE WHEN p.by_name ->> 'publish' IN ('true', 'false') THEN cast(p.by_name ->> 'publish' AS boolean) END,
         'publishStore', nullif(btrim(p.by_name ->> 'publish-store'), ''),
         'publishKeepRuns', CASE WHEN p.by_name ->> 'publish-keep-runs' ~ '^[0-9]{1,6}$' THEN cast(p.by_name ->> 'publish-keep-runs' AS integer) END,
         'publishKeepDays', CASE WHEN p.by_name ->> 'publish-keep-days' ~ '^[0-9]{1,6}$' THEN cast(p.by_name ->> 'publish-keep-days' AS integer) END,
         'purge', p.by_name ->> 'delete-type' = 'PURGE',
         'parameters', p.others))
  FROM (
    SELECT d.name,
           coalesce(jsonb_object_agg(e.value ->> 'name', e.value -> 'value') FILTER (WHERE e.value ->> 'name' IS NOT NULL), '{}') AS by_name,
           coalesce(jsonb_agg(jsonb_build_object('name', e.value ->> 'name', 'value', e.value ->> 'value') ORDER BY e.ordinality)
             FILTER (WHERE e.value ->> 'value' IS NOT NULL AND e.value ->> 'name' NOT IN (
               'extraction-method', 'include-filter', 'exclude-filter', 'temp-table-regex', 'credential-guid', 'connection',
               'metadata-s3-bucket', 'metadata-s3-prefix')), '[]') AS others
      FROM workflow d
      LEFT JOIN LATERAL jsonb_array_elements(
             CASE jsonb_typeof(d.definition #> '{spec,templates,0,dag,tasks,0,arguments,parameters}')
               WHEN 'array' THEN d.definition #> '{spec,templates,0,dag,tasks,0,arguments,parameters}' ELSE '[]' END)
           WITH ORDINALITY e ON true
     GROUP BY d.name) p
 WHERE p.name = w.name;
