-- Things and their parts. A part has the guid of its thing with the slot in the last four digits.
CREATE FUNCTION with_slot(guid uuid, slot integer) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CAST(overlay(CAST(guid AS text) PLACING lpad(to_hex(slot), 4, '0') FROM 33) AS uuid);

CREATE FUNCTION slot_of(guid uuid) RETURNS integer LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CAST(CAST('x' || right(CAST(guid AS text), 4) AS bit(16)) AS integer);

-- The same one of some values each time, and null for one seed in five.
CREATE FUNCTION pick(seed text, among text[]) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN CASE WHEN abs(hashtext(seed) % 5) > 0 THEN among[1 + abs(hashtext(seed || '.') % cardinality(among))] END;

CREATE TABLE thing (
    id integer PRIMARY KEY, guid uuid NOT NULL UNIQUE, name text COLLATE "C" NOT NULL, note text COLLATE "C",
    text text, number numeric, flag boolean, time timestamptz, tags text[]);

CREATE TABLE part (
    thing integer NOT NULL, slot smallint NOT NULL, kind "char" NOT NULL, name text COLLATE "C" NOT NULL,
    text text, number numeric, PRIMARY KEY (thing, slot));

CREATE TABLE whole (
    guid uuid PRIMARY KEY, kind text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, parent text COLLATE "C",
    note text COLLATE "C", text text, number numeric, slot numeric, flag boolean, time timestamptz, tags text[]);

CREATE TABLE entry (name text COLLATE "C" PRIMARY KEY);
