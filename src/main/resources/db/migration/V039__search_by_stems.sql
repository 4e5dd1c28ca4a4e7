-- Names by the stems of their words, so that "order" finds orders and "ordering".

-- English stems, in the rules that every PostgreSQL brings along. A word that the rules skip, such as "the", is its own stem.
CREATE FUNCTION word_stems(words text[]) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT coalesce(array_agg(coalesce((pg_catalog.ts_lexize('pg_catalog.english_stem', w.word))[1], w.word)), '{}')
    FROM pg_catalog.unnest(words) AS w (word)
    WHERE w.word <> ''
$$;

CREATE INDEX asset_name_stems_idx ON asset_name USING gin (word_stems(words));
