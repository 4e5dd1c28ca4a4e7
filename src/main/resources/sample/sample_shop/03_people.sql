-- Who works here. The parent tables of "people" are inherited from, not partitioned.
CREATE TABLE people.person (
  person_id uuid DEFAULT gen_random_uuid() NOT NULL,
  given_name varchar(60),
  family_name varchar(60) NOT NULL,
  mail public.email_address,
  home public.postal_address,
  CONSTRAINT person_pk PRIMARY KEY (person_id)
);
COMMENT ON TABLE people.person IS 'Anyone we know by name';

CREATE TABLE people.employee (
  badge integer NOT NULL,
  hired_on date NOT NULL,
  left_on date,
  CONSTRAINT employee_pk PRIMARY KEY (badge),
  CONSTRAINT employee_dates CHECK (left_on > hired_on)
) INHERITS (people.person);

CREATE TABLE people.team (
  site_code char(3) NOT NULL,
  team_no smallint NOT NULL,
  title text NOT NULL,
  lead_badge integer,
  CONSTRAINT team_pk PRIMARY KEY (site_code, team_no),
  CONSTRAINT team_lead FOREIGN KEY (lead_badge) REFERENCES people.employee (badge)
);

CREATE TABLE people.team_member (
  site_code char(3) NOT NULL,
  team_no smallint NOT NULL,
  badge integer NOT NULL,
  since timestamp(0) without time zone DEFAULT now() NOT NULL,
  CONSTRAINT team_member_pk PRIMARY KEY (site_code, team_no, badge),
  CONSTRAINT team_member_team FOREIGN KEY (site_code, team_no)
    REFERENCES people.team (site_code, team_no),
  CONSTRAINT team_member_badge FOREIGN KEY (badge) REFERENCES people.employee (badge)
);

CREATE TABLE people.shift (
  shift_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  badge integer NOT NULL REFERENCES people.employee (badge),
  during tstzrange NOT NULL,
  break_length interval DEFAULT '00:30:00'::interval,
  starts_at time without time zone,
  CONSTRAINT shift_no_overlap EXCLUDE USING gist (during WITH &&) WHERE (badge = 1)
);

CREATE VIEW people.contact AS
  SELECT person_id, given_name, family_name, mail FROM people.person;
