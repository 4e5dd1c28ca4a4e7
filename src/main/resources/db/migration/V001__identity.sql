-- Users, their groups and roles, their API tokens, and who did what. Here and elsewhere a column version counts the changes of a row,
-- so that no change overwrites another one unseen.

CREATE TABLE app_user (
  id            uuid        CONSTRAINT app_user_pk PRIMARY KEY DEFAULT gen_random_uuid(),
  username      text        NOT NULL CONSTRAINT app_user_username_not_blank CHECK (btrim(username) <> ''),
  email         text,
  first_name    text,
  last_name     text,
  password_hash text,
  enabled       boolean     NOT NULL DEFAULT true,
  created_at    timestamptz NOT NULL DEFAULT now(),
  version       bigint      NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX app_user_username_uk ON app_user (lower(username));
COMMENT ON COLUMN app_user.password_hash IS 'bcrypt in modular crypt form; NULL = this user cannot sign in by password';
COMMENT ON COLUMN app_user.enabled IS 'false = neither password, session nor API token of this user is accepted';

CREATE TABLE app_group (
  id          uuid        CONSTRAINT app_group_pk PRIMARY KEY DEFAULT gen_random_uuid(),
  name        text        NOT NULL CONSTRAINT app_group_name_uk UNIQUE,
  alias       text        NOT NULL,
  description text        NOT NULL DEFAULT '',
  created_at  timestamptz NOT NULL DEFAULT now(),
  version     bigint      NOT NULL DEFAULT 0,
  CONSTRAINT app_group_name_not_blank CHECK (btrim(name) <> '')
);
COMMENT ON COLUMN app_group.name IS 'internal name, for example data_eng';
COMMENT ON COLUMN app_group.alias IS 'name that people see, for example Data Eng';

CREATE TABLE app_role (
  id          uuid CONSTRAINT app_role_pk PRIMARY KEY,
  name        text NOT NULL CONSTRAINT app_role_name_uk UNIQUE,
  description text NOT NULL,
  level       text NOT NULL DEFAULT 'workspace'
);
COMMENT ON COLUMN app_role.id IS 'the same in every installation, because clients store role ids in connections';

INSERT INTO app_role (id, name, description) VALUES
  ('7f1a1d6e-3a0b-4c57-9d0e-5b1f6a2c0001', '$admin', 'Admin'),
  ('7f1a1d6e-3a0b-4c57-9d0e-5b1f6a2c0002', '$member', 'Member'),
  ('7f1a1d6e-3a0b-4c57-9d0e-5b1f6a2c0003', '$guest', 'Guest');

CREATE TABLE membership (
  user_id  uuid NOT NULL CONSTRAINT membership_user_fk REFERENCES app_user (id) ON DELETE CASCADE,
  role_id  uuid CONSTRAINT membership_role_fk REFERENCES app_role (id),
  group_id uuid CONSTRAINT membership_group_fk REFERENCES app_group (id) ON DELETE CASCADE,
  CONSTRAINT membership_of_one_thing CHECK (num_nonnulls(role_id, group_id) = 1)
);
CREATE UNIQUE INDEX membership_role_uk ON membership (user_id, role_id) WHERE role_id IS NOT NULL;
CREATE UNIQUE INDEX membership_group_uk ON membership (user_id, group_id) WHERE group_id IS NOT NULL;
CREATE INDEX membership_by_role ON membership (role_id);
CREATE INDEX membership_by_group ON membership (group_id);
COMMENT ON TABLE membership IS 'one row: a user has a role, or a user is in a group';

CREATE TABLE api_token (
  id           uuid        CONSTRAINT api_token_pk PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id      uuid        NOT NULL CONSTRAINT api_token_user_fk REFERENCES app_user (id) ON DELETE CASCADE,
  display_name text        NOT NULL,
  token_sha256 bytea       NOT NULL CONSTRAINT api_token_sha256_uk UNIQUE,
  source       text        NOT NULL,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz,
  revoked_at   timestamptz,
  version      bigint      NOT NULL DEFAULT 0,
  CONSTRAINT api_token_sha256_length CHECK (octet_length(token_sha256) = 32),
  CONSTRAINT api_token_source_known CHECK (source IN ('configured', 'generated'))
);
CREATE INDEX api_token_by_user ON api_token (user_id);
COMMENT ON COLUMN api_token.token_sha256 IS 'digest of the token; the token itself is kept nowhere';
COMMENT ON COLUMN api_token.source IS 'configured = from the settings of the service, generated = made by the service';
COMMENT ON COLUMN api_token.expires_at IS 'NULL = never';
COMMENT ON COLUMN api_token.revoked_at IS 'NULL = valid';

CREATE TABLE audit_event (
  id     bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT audit_event_pk PRIMARY KEY,
  at     timestamptz NOT NULL,
  who    text        NOT NULL,
  action text        NOT NULL,
  what   text        NOT NULL
);
CREATE INDEX audit_event_by_time ON audit_event (at);
COMMENT ON COLUMN audit_event.who IS 'user name, kept as text so that the trail outlives the user';
COMMENT ON COLUMN audit_event.what IS 'the thing acted on, in words; never a secret';
