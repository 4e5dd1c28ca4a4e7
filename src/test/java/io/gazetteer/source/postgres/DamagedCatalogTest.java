package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.Damage;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Unread;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Catalogs in which rows are gone that others refer to. */
@Tag("slow")
class DamagedCatalogTest extends DamagedCatalog {

  // What is shown in place of what is missing.
  private String owner;
  private String schema;
  private String type;
  private String index;

  private void damage() throws SQLException {
    execute(
        "CREATE ROLE gone_owner",
        "CREATE SCHEMA go",
        "CREATE TABLE go.t (a int PRIMARY KEY)",
        "CREATE FUNCTION go.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "GRANT SELECT ON go.t TO gone_owner",
        "GRANT gone_owner TO CURRENT_USER",
        "ALTER TABLE go.t OWNER TO gone_owner",
        "ALTER FUNCTION go.f() OWNER TO gone_owner",
        "ALTER SCHEMA go OWNER TO gone_owner",
        "ALTER DEFAULT PRIVILEGES FOR ROLE gone_owner GRANT SELECT ON TABLES TO PUBLIC",
        "CREATE POLICY gone_p ON go.t TO gone_owner USING (true)");
    owner = "unknown (OID=" + oid("'gone_owner'::regrole") + ")";
    execute(
        "DELETE FROM pg_authid WHERE rolname = 'gone_owner'",
        "CREATE SCHEMA vanish",
        "CREATE TABLE vanish.lost (a int PRIMARY KEY)",
        "CREATE TYPE vanish.lost_type AS ENUM ('a')",
        "CREATE FUNCTION vanish.lostf() RETURNS int LANGUAGE sql AS 'SELECT 1'");
    schema = "unknown (OID=" + oid("'vanish'::regnamespace") + ")";
    execute(
        "DELETE FROM pg_namespace WHERE nspname = 'vanish'",
        "CREATE TYPE ghost AS ENUM ('a')",
        "CREATE TABLE haunted (a int, g ghost, gs ghost[], z int DEFAULT 3)",
        "CREATE FUNCTION haunt(ghost) RETURNS int LANGUAGE sql AS 'SELECT 1'");
    type = "unknown (OID=" + oid("'ghost'::regtype") + ")";
    execute(
        "DELETE FROM pg_type WHERE typname = 'ghost'",
        "DELETE FROM pg_type WHERE typname = '_ghost'",
        "CREATE VIEW broken_v AS SELECT a FROM haunted",
        "CREATE TABLE idx_gone (a int PRIMARY KEY, b int REFERENCES idx_gone)");
    index = "unknown (OID=" + oid("'idx_gone_pkey'::regclass") + ")";
    execute(
        "DELETE FROM pg_class WHERE relname = 'idx_gone_pkey'",
        "INSERT INTO pg_depend SELECT 'pg_class'::regclass, 999999, 0, 'pg_class'::regclass, 888888, 1, 'a'",
        "INSERT INTO pg_description VALUES (999999, 'pg_class'::regclass, 0, 'comment on nothing')",
        "CREATE TABLE sound (a int, b text COLLATE \"C\")");
  }

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "15.19.0", "18.6.0"})
  void what_is_missing_is_shown_as_unknown_and_all_else_is_read(String version)
      throws IOException, SQLException {
    start(version);
    damage();

    Reading reading = read();

    RelationRow owned = rows.relation("go", "t");
    assertThat(owned.owner()).isEqualTo(owner);
    assertThat(owned.privileges().grants())
        .anyMatch(grant -> grant.startsWith('"' + owner + "\": "));
    assertThat(rows.object(PostgresKinds.POLICY, "go", "gone_p").attributes())
        .containsEntry("roles", List.of(owner));
    assertThat(rows.routines)
        .extracting("schema", "name")
        .contains(
            org.assertj.core.groups.Tuple.tuple("go", "f"),
            org.assertj.core.groups.Tuple.tuple(schema, "lostf"),
            org.assertj.core.groups.Tuple.tuple("public", "haunt"));
    assertThat(rows.relation(schema, "lost").columnCount()).isEqualTo(1);
    assertThat(rows.object(PostgresKinds.TYPE, schema, "lost_type").attributes())
        .containsEntry("enumValues", List.of("a"));
    assertThat(rows.relation("public", "haunted").columnCount()).isEqualTo(4);
    assertThat(rows.column("public", "haunted", "g").type().formatted()).isEqualTo(type);
    assertThat(rows.column("public", "haunted", "z").defaultValue()).isEqualTo("3");
    assertThat(rows.routines)
        .filteredOn(routine -> routine.name().equals("haunt"))
        .singleElement()
        .satisfies(routine -> assertThat(routine.argumentTypes()).containsExactly(type));
    assertThat(rows.object(PostgresKinds.INDEX, "public", index).attributes())
        .containsEntry("columns", List.of("a"))
        .containsEntry("isPrimary", true);
    assertThat(rows.object(PostgresKinds.CONSTRAINT, "public", "idx_gone_pkey").definition())
        .isEqualTo("PRIMARY KEY (a)");
    assertThat(rows.relation("public", "sound").columnCount()).isEqualTo(2);
    assertThat(rows.relation("public", "broken_v").definition()).contains("haunted");
    assertThat(reading.damage().levels()).containsExactlyInAnyOrder(Damage.Level.values());
    assertThat(reading.damage().objects()).contains(PostgresKinds.INDEX, PostgresKinds.TYPE);
    assertThat(String.join("\n", reading.warnings()))
        .contains(
            "The catalog is damaged",
            "relation go.t",
            "routine go.f",
            "policy go.t.gone_p",
            "schema " + schema,
            "column public.haunted.g",
            "routine public.haunt",
            "index public." + index + " of idx_gone")
        .doesNotContain("sound");
  }

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "18.6.0"})
  void expressions_that_the_server_cannot_write_out_fail_nothing_else(String version)
      throws IOException, SQLException {
    start(version);
    execute(
        "CREATE TYPE ghost AS ENUM ('a', 'b')",
        "CREATE FUNCTION vanishing() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE COLLATION odd (LOCALE = 'C')",
        "CREATE TABLE t (a int DEFAULT 1, b ghost DEFAULT 'a', c int DEFAULT vanishing(), d text COLLATE odd, e int CHECK (e > vanishing()))",
        "CREATE TABLE p (k ghost) PARTITION BY LIST (k)",
        "CREATE TABLE p1 PARTITION OF p FOR VALUES IN ('a')",
        "CREATE TABLE many (" + columns(70) + ")",
        "CREATE FUNCTION f(a ghost DEFAULT 'a', b int DEFAULT 2) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION g(a int DEFAULT 7) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE TABLE q (k int) PARTITION BY LIST (k)",
        "CREATE TABLE q1 PARTITION OF q FOR VALUES IN (1)",
        "CREATE DOMAIN d AS int DEFAULT vanishing()");
    String collation = "unknown (OID=" + oid("'odd'::regcollation") + ")";
    execute(
        "DELETE FROM pg_type WHERE typname IN ('ghost', '_ghost')",
        "DELETE FROM pg_proc WHERE proname = 'vanishing'",
        "DELETE FROM pg_collation WHERE collname = 'odd'");

    Reading reading = read();

    assertThat(rows.column("public", "t", "a").defaultValue()).isEqualTo("1");
    assertThat(rows.column("public", "t", "a").unread()).isEmpty();
    assertThat(rows.column("public", "t", "b").defaultValue()).isNull();
    assertThat(rows.column("public", "t", "b").unread()).containsExactly(Unread.DEFAULT_VALUE);
    assertThat(rows.column("public", "t", "c").unread()).containsExactly(Unread.DEFAULT_VALUE);
    assertThat(rows.column("public", "t", "d").type().collation()).isEqualTo(collation);
    assertThat(rows.relation("public", "t").columnCount()).isEqualTo(5);
    assertThat(rows.columns).filteredOn(c -> c.relation().name().equals("many")).hasSize(70);
    assertThat(rows.relation("public", "p").partitioning().count()).isEqualTo(1);
    assertThat(rows.routines).extracting("name").containsExactlyInAnyOrder("f", "g");
    assertThat(routine("f").unread()).contains(Unread.ARGUMENT_DEFAULTS);
    assertThat(routine("g").unread()).isEmpty();
    assertThat(routine("g").arguments().get(0).defaultValue()).isEqualTo("7");
    assertThat(rows.relation("public", "p1").unread()).contains(Unread.PARTITION_BOUND);
    assertThat(rows.relation("public", "q1").unread()).isEmpty();
    assertThat(rows.relation("public", "q1").partitionOf().bound()).isEqualTo("FOR VALUES IN (1)");
    assertThat(reading.kindsNotRead()).containsExactly(PostgresKinds.TYPE);
    assertThat(reading.damage().levels())
        .contains(Damage.Level.COLUMN, Damage.Level.ROUTINE, Damage.Level.RELATION);
    assertThat(String.join("\n", reading.warnings()))
        .contains("public.t.b (its default)", "public.t.c (its default)", "column public.t.d")
        .contains("routine public.f (its arguments' defaults)", "relation public.p1 (its bound)")
        .doesNotContain("public.g", "public.q1")
        .contains("Objects of kind type could not be read, because the server finds its own");
  }

  @ParameterizedTest
  @ValueSource(strings = "15.19.0")
  void what_people_write_as_we_write_missing_names_is_no_damage(String version)
      throws IOException, SQLException {
    start(version);
    execute(
        "CREATE FUNCTION f(a text DEFAULT 'unknown (OID=1)') RETURNS text LANGUAGE sql AS 'SELECT ''unknown (OID=2)'''",
        "CREATE AGGREGATE total(text) (SFUNC = textcat, STYPE = text, INITCOND = 'unknown (OID=3)')",
        "CREATE DOMAIN d AS text DEFAULT 'unknown (OID=4)' CHECK (VALUE <> 'unknown (OID=5)')");

    Reading reading = read();

    assertThat(rows.routines).extracting("name").containsExactly("f");
    assertThat(reading.damage()).isEqualTo(Damage.NONE);
    assertThat(reading.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = "15.19.0")
  void filters_select_a_schema_that_is_gone_by_what_is_shown(String version)
      throws IOException, SQLException {
    start(version);
    execute(
        "CREATE SCHEMA vanish", "CREATE TABLE vanish.lost (a int)", "CREATE TABLE kept (a int)");
    String schema = "unknown (OID=" + oid("'vanish'::regnamespace") + ")";
    execute("DELETE FROM pg_namespace WHERE nspname = 'vanish'");
    Selection others =
        new Selection(
            List.of(new Selection.Rule("^(?:postgres)$", Optional.of("^(?:public)$"))),
            List.of(),
            Optional.empty());

    Reading reading = read(others);

    assertThat(rows.relations).extracting("name").containsExactly("kept");
    assertThat(reading.excludedSchemas()).contains(schema);
    assertThat(reading.excludedRelations()).isEqualTo(Map.of());
  }

  private static String columns(int count) {
    StringBuilder columns = new StringBuilder();
    for (int i = 0; i < count; i++) {
      columns.append(i == 0 ? "" : ", ").append("c").append(i).append(" int DEFAULT ").append(i);
    }
    return columns.toString();
  }

  private RoutineRow routine(String name) {
    return rows.routines.stream().filter(r -> r.name().equals(name)).findAny().orElseThrow();
  }
}
