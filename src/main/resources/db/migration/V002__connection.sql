-- Servers to crawl, and how to sign in at them.

CREATE TABLE credential (
  guid uuid CONSTRAINT credential_pk PRIMARY KEY,
  name text NOT NULL,
  host text NOT NULL,
  port integer NOT NULL,
  auth_type text NOT NULL,
  connector_type text,
  connector_config_name text,
  username text,
  extra jsonb NOT NULL DEFAULT '{}',
  description text,
  secret bytea,
  secret_data_key bytea,
  secret_key_id text,
  version bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  updated_at timestamptz NOT NULL,
  archived_at timestamptz,
  CONSTRAINT credential_port_valid CHECK (port BETWEEN 1 AND 65535),
  CONSTRAINT credential_host_present CHECK (host <> ''),
  CONSTRAINT credential_auth_type_known CHECK (auth_type IN ('basic', 'iam_user', 'iam', 'iam_role')),
  CONSTRAINT credential_extra_object CHECK (jsonb_typeof(extra) = 'object'),
  CONSTRAINT credential_secret_key_ck CHECK ((secret IS NULL) = (secret_key_id IS NULL)),
  CONSTRAINT credential_data_key_with_secret CHECK (secret_data_key IS NULL OR secret IS NOT NULL),
  CONSTRAINT credential_archived_keeps_no_secret CHECK (archived_at IS NULL OR secret IS NULL)
);
CREATE INDEX credential_name_ix ON credential (name);
COMMENT ON COLUMN credential.secret IS
  'Nonce (12 bytes) and AES-256-GCM text of a JSON object of secrets, bound to this guid; NULL where there is none';
COMMENT ON COLUMN credential.secret_data_key IS
  'The key of secret, itself sealed with the installation''s key, bound to this guid; NULL: no secret, or the installation''s key sealed it directly, as earlier versions did';
COMMENT ON COLUMN credential.secret_key_id IS
  'Which key of the installation secret_data_key is sealed with: start of the key''s SHA-256';
COMMENT ON COLUMN credential.version IS 'Counts changes of what the credential says; clients see one more';
COMMENT ON COLUMN credential.extra IS 'Values as sent that are not secret, for example database';

CREATE TABLE connection (
  qualified_name text COLLATE "C" CONSTRAINT connection_pk PRIMARY KEY,
  guid uuid NOT NULL CONSTRAINT connection_guid_uk UNIQUE,
  name text NOT NULL,
  connector_name text NOT NULL,
  category text,
  attributes jsonb NOT NULL DEFAULT '{}',
  admin_roles text[] NOT NULL DEFAULT '{}',
  admin_groups text[] NOT NULL DEFAULT '{}',
  admin_users text[] NOT NULL DEFAULT '{}',
  allow_query boolean,
  allow_query_preview boolean,
  row_limit bigint,
  default_credential_guid uuid CONSTRAINT connection_credential_fk REFERENCES credential (guid),
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  updated_at timestamptz NOT NULL,
  version bigint NOT NULL DEFAULT 0,
  CONSTRAINT connection_name_present CHECK (btrim(name) <> ''),
  CONSTRAINT connection_attributes_object CHECK (jsonb_typeof(attributes) = 'object'),
  CONSTRAINT connection_has_admin
    CHECK (cardinality(admin_roles) + cardinality(admin_groups) + cardinality(admin_users) > 0)
);
COMMENT ON COLUMN connection.qualified_name IS 'For example default/postgres/1700000000; starts the qualified name of all that is found through it';
COMMENT ON COLUMN connection.attributes IS 'Attributes of the entity as sent that have no column of their own';
COMMENT ON COLUMN connection.admin_roles IS 'Role guids';
COMMENT ON COLUMN connection.admin_groups IS 'Internal group names';
COMMENT ON COLUMN connection.admin_users IS 'User names';

CREATE TABLE secret_key_check (
  only_row boolean CONSTRAINT secret_key_check_pk PRIMARY KEY DEFAULT true,
  version bigint NOT NULL DEFAULT 0,
  key_id text NOT NULL,
  sealed bytea NOT NULL,
  CONSTRAINT secret_key_check_single CHECK (only_row)
);
COMMENT ON TABLE secret_key_check IS 'A known text, sealed with the key of this installation; tells at start whether the configured key is the right one';
