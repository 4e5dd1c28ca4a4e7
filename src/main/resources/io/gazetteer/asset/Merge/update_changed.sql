-- Updates changed assets and restores archived ones; returns both numbers in one row.
-- The hash only finds candidates: an asset counts as changed if its attributes differ, so that another way of hashing changes nothing.
-- An attribute that could not be read keeps its value.
WITH differing AS (
    SELECT a.guid,
        a.status,
        a.attributes AS before,
        CASE
            WHEN s.unknown_attributes IS NULL THEN s.attributes
            ELSE attributes_with_unknown_kept(s.attributes, a.attributes, s.unknown_attributes)
        END AS after,
        s.content_hash,
        s.name,
        s.parent_qualified_name,
        s.parent_type_name,
        s.ordinal
    FROM pg_temp.asset_stage s
    JOIN asset a ON a.qualified_name = s.qualified_name AND a.type_name = s.type_name
    WHERE s.attributes IS NOT NULL
        AND (a.content_hash <> s.content_hash
            OR a.status <> 'ACTIVE'
            OR a.ordinal IS DISTINCT FROM s.ordinal
            OR a.parent_type_name IS DISTINCT FROM s.parent_type_name)
), updated AS (
    UPDATE asset a
    SET attributes = d.after,
        content_hash = d.content_hash,
        parent_qualified_name = d.parent_qualified_name,
        parent_type_name = d.parent_type_name,
        ordinal = d.ordinal,
        status = 'ACTIVE',
        version = a.version + CASE WHEN d.status <> 'ACTIVE' OR d.before <> d.after THEN 1 ELSE 0 END,
        updated_at = CASE WHEN d.status <> 'ACTIVE' OR d.before <> d.after THEN :now ELSE a.updated_at END,
        updated_by = CASE WHEN d.status <> 'ACTIVE' OR d.before <> d.after THEN :workflow ELSE a.updated_by END
    FROM differing d
    WHERE a.guid = d.guid
), noted AS (
    INSERT INTO asset_change (guid, run_name, kind, changes, at)
    SELECT d.guid,
        :run,
        CASE WHEN d.status = 'ACTIVE' THEN 'CHANGED' ELSE 'RESTORED' END,
        attribute_changes(d.before, d.after),
        :now
    FROM differing d
    WHERE d.status <> 'ACTIVE' OR d.before <> d.after
    RETURNING kind
)
SELECT count(*) FILTER (WHERE kind = 'CHANGED') AS changed, count(*) FILTER (WHERE kind = 'RESTORED') AS restored
FROM noted
