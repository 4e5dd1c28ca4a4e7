package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.Damage;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RelationKind;
import io.gazetteer.source.Selection;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are left of relations, roles and routines whose own row is gone. */
@Tag("slow")
class MissingRelationsTest extends DamagedCatalog {

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "15.19.0", "18.6.0"})
  void objects_of_relations_and_roles_that_are_gone_are_read(String version)
      throws IOException, SQLException {
    start(version);
    execute(
        "CREATE ROLE gone_owner",
        "CREATE ROLE sound_role",
        "GRANT gone_owner TO sound_role",
        "CREATE SCHEMA gone_in",
        "ALTER DEFAULT PRIVILEGES FOR ROLE gone_owner GRANT SELECT ON TABLES TO sound_role",
        "CREATE FUNCTION react() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "CREATE TABLE gone_in.t (a int PRIMARY KEY, b int CHECK (b > 0))",
        "CREATE TRIGGER watch BEFORE INSERT ON gone_in.t FOR EACH ROW EXECUTE FUNCTION react()",
        "CREATE RULE quiet AS ON DELETE TO gone_in.t DO INSTEAD NOTHING",
        "CREATE POLICY mine ON gone_in.t USING (true)",
        "CREATE TABLE plain (a int)",
        "CREATE SEQUENCE counted",
        "CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int)",
        "CREATE TABLE sound (a int PRIMARY KEY, b int REFERENCES gone_in.t)",
        "CREATE TABLE headless (a int, b int, CHECK (a > 0), UNIQUE (b))");
    String role = "unknown (OID=" + oid("'gone_owner'::regrole") + ")";
    String table = "unknown (OID=" + oid("'gone_in.t'::regclass") + ")";
    String plain = "unknown (OID=" + oid("'plain'::regclass") + ")";
    String sequence = "unknown (OID=" + oid("'counted'::regclass") + ")";
    String aggregate = "unknown (OID=" + oid("'total'::regproc") + ")";
    execute(
        "DELETE FROM pg_authid WHERE rolname = 'gone_owner'",
        "DELETE FROM pg_class WHERE relname IN ('t', 'plain', 'counted')",
        "DELETE FROM pg_proc WHERE proname = 'total'",
        "DELETE FROM pg_attribute WHERE attrelid = 'headless'::regclass AND attname = 'b'");

    Reading reading = read();

    assertRole(role);
    assertParts(table);
    assertThat(rows.relation("public", plain).columnCount()).isZero();
    assertThat(rows.objects(PostgresKinds.TYPE)).isEmpty();
    assertThat(rows.object(PostgresKinds.SEQUENCE, "public", sequence).attributes())
        .containsEntry("dataType", "bigint");
    assertThat(rows.column("public", "sound", "b").refersTo().relation()).isEqualTo(table);
    assertThat(rows.object(PostgresKinds.CONSTRAINT, "public", "headless_b_key").attributes())
        .containsEntry("columns", List.of("unknown (column 2)"));
    assertDamage(reading.damage());
    assertThat(String.join("\n", reading.warnings()))
        .contains(
            "role " + role,
            "relation gone_in." + table,
            "relation public." + plain,
            "sequence public." + sequence,
            "aggregate " + aggregate,
            "public.headless.headless_b_key");
  }

  private void assertRole(String role) {
    ObjectRow gone = rows.object(PostgresKinds.ROLE, null, role);
    assertThat(gone.definition()).isNull();
    assertThat(gone.attributes())
        .containsEntry("members", List.of("sound_role"))
        .containsEntry("memberOf", List.of())
        .doesNotContainKeys("isLogin", "isSuperuser");
    assertThat((List<?>) gone.attributes().get("defaultPrivileges"))
        .asString()
        .contains("on tables: SELECT to sound_role");
  }

  private void assertParts(String table) {
    assertThat(rows.relation("gone_in", table).kind()).isEqualTo(RelationKind.TABLE);
    for (ObjectRow part :
        List.of(
            rows.object(PostgresKinds.TRIGGER, "gone_in", "watch"),
            rows.object(PostgresKinds.RULE, "gone_in", "quiet"),
            rows.object(PostgresKinds.POLICY, "gone_in", "mine"),
            rows.object(PostgresKinds.INDEX, "gone_in", "t_pkey"),
            rows.object(PostgresKinds.CONSTRAINT, "gone_in", "t_pkey"),
            rows.object(PostgresKinds.CONSTRAINT, "gone_in", "t_b_check"))) {
      assertThat(part.relation().name()).as(part.identity()).isEqualTo(table);
    }
    assertThat(rows.object(PostgresKinds.CONSTRAINT, "gone_in", "t_pkey").definition())
        .isEqualTo("PRIMARY KEY (a)");
  }

  private static void assertDamage(Damage damage) {
    assertThat(damage.levels()).contains(Damage.Level.RELATION, Damage.Level.COLUMN);
    assertThat(damage.objects())
        .contains(
            PostgresKinds.ROLE,
            PostgresKinds.TRIGGER,
            PostgresKinds.RULE,
            PostgresKinds.POLICY,
            PostgresKinds.INDEX,
            PostgresKinds.CONSTRAINT,
            PostgresKinds.SEQUENCE,
            PostgresKinds.AGGREGATE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"15.19.0"})
  void what_is_left_out_is_not_taken_for_gone(String version) throws IOException, SQLException {
    start(version);
    execute(
        "CREATE FUNCTION react() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "CREATE TABLE unwanted (a int PRIMARY KEY CHECK (a > 0))",
        "CREATE TRIGGER watch BEFORE INSERT ON unwanted FOR EACH ROW EXECUTE FUNCTION react()",
        "CREATE RULE quiet AS ON DELETE TO unwanted DO INSTEAD NOTHING",
        "CREATE SCHEMA other",
        "CREATE TABLE other.t (a int PRIMARY KEY CHECK (a > 0))",
        "CREATE TABLE other.lost (a int PRIMARY KEY CHECK (a > 0))",
        "CREATE TRIGGER watch BEFORE INSERT ON other.lost FOR EACH ROW EXECUTE FUNCTION react()",
        "DELETE FROM pg_class WHERE relname = 'lost'",
        "CREATE TABLE kept (a int)");

    Reading reading =
        read(
            new Selection(
                List.of(new Selection.Rule("^(?:postgres)$", Optional.of("^(?:public)$"))),
                List.of(),
                Optional.of("^(?:unwanted)$")));

    assertThat(rows.relations).extracting("name").containsExactly("kept");
    assertThat(rows.objects).extracting("name").doesNotContain("watch", "quiet");
    assertThat(reading.damage()).isEqualTo(Damage.NONE);
    assertThat(reading.warnings()).isEmpty();
  }
}
