-- Writes what a person says about one asset, and a change row if readers see a difference. Writes nothing if nothing differs. User and time
-- of certificate and announcement are stored with them and removed with them.
WITH before AS (
    SELECT a.guid, a.attributes AS crawled, coalesce(c.attributes, '{}') AS curated
    FROM asset a
    LEFT JOIN asset_curation c ON c.guid = a.guid
    WHERE a.guid = :guid
), wanted AS (
    SELECT b.*, (b.curated - CAST(:removed AS text[])) || CAST(:set AS jsonb) AS after FROM before b
), certified AS (
    SELECT w.guid, w.crawled, w.curated,
        CASE
            WHEN w.after -> 'certificateStatus' IS NULL THEN w.after - '{certificateUpdatedAt,certificateUpdatedBy}'::text[]
            WHEN w.after -> 'certificateStatus' IS DISTINCT FROM w.curated -> 'certificateStatus'
                OR w.after -> 'certificateStatusMessage' IS DISTINCT FROM w.curated -> 'certificateStatusMessage'
                THEN w.after || jsonb_build_object(
                    'certificateUpdatedAt', CAST(:millis AS bigint), 'certificateUpdatedBy', CAST(:by AS text))
            ELSE w.after
        END AS after
    FROM wanted w
), announced AS (
    SELECT w.guid, w.crawled, w.curated,
        CASE
            WHEN w.after -> 'announcementType' IS NULL THEN w.after - '{announcementUpdatedAt,announcementUpdatedBy}'::text[]
            WHEN w.after -> 'announcementType' IS DISTINCT FROM w.curated -> 'announcementType'
                OR w.after -> 'announcementTitle' IS DISTINCT FROM w.curated -> 'announcementTitle'
                OR w.after -> 'announcementMessage' IS DISTINCT FROM w.curated -> 'announcementMessage'
                THEN w.after || jsonb_build_object(
                    'announcementUpdatedAt', CAST(:millis AS bigint), 'announcementUpdatedBy', CAST(:by AS text))
            ELSE w.after
        END AS after
    FROM certified w
), written AS (
    INSERT INTO asset_curation AS c (guid, attributes, version, updated_at, updated_by)
    SELECT w.guid, w.after, 1, :now, :by FROM announced w WHERE w.after <> w.curated
    ON CONFLICT (guid) DO UPDATE
    SET attributes = excluded.attributes,
        version = c.version + 1,
        updated_at = excluded.updated_at,
        updated_by = excluded.updated_by
    RETURNING c.guid
)
INSERT INTO asset_change (guid, changed_by, kind, changes, at)
SELECT w.guid, :by, 'CHANGED', attribute_changes(w.crawled || w.curated, w.crawled || w.after), :now
FROM written
JOIN announced w ON w.guid = written.guid
WHERE w.crawled || w.curated <> w.crawled || w.after
