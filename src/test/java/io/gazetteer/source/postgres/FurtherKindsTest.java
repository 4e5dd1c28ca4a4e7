package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.AssetKind;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.Selection;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.KindsFixture;
import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Definitions, what is not the default, and sizes; on a server of its own, as roles and settings
 * are its.
 */
class FurtherKindsTest {

  private static EmbeddedPostgres server;
  private static CollectedRows rows;

  @BeforeAll
  static void read_everything() throws IOException, SQLException {
    server = VersionedPostgres.start("18.6.0");
    try (Connection connection = connect("postgres")) {
      KindsFixture.load(connection, 18);
      for (String sql :
          new String[] {
            "SET allow_in_place_tablespaces = on",
            "CREATE TABLESPACE roomy LOCATION ''",
            "CREATE TABLESPACE closed LOCATION ''",
            "GRANT CREATE ON TABLESPACE roomy TO crawler",
            "CREATE TABLE shop.moved TABLESPACE roomy AS SELECT generate_series(1, 5000) AS id"
          }) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(sql);
        }
      }
    }
    rows = new CollectedRows();
    read(Selection.ALL, rows);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static void read(Selection selection, CollectedRows into) throws SQLException {
    SourceLimits limits =
        SourceLimits.of(Duration.ofMinutes(1), Duration.ofMillis(300), Duration.ofMinutes(1));
    try (Connection connection = connect("crawler")) {
      new PostgresSource(limits).read(ReadRequest.full(connection, selection), into);
    }
  }

  private static void execute(String... statements) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static Connection connect(String user) throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl(user, "postgres"));
  }

  private static ObjectRow of(AssetKind kind, String relation, String name) {
    return rows.objects(kind).stream()
        .filter(row -> row.schema().equals("shop") && row.name().equals(name))
        .filter(row -> row.relation().name().equals(relation))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_is_not_the_default_of_a_relation_is_told() {
    assertThat(rows.relation("shop", "tuned").storage().further())
        .containsExactly(
            Map.entry("force_row_security", "YES"),
            Map.entry("replica_identity", "FULL"),
            Map.entry("storage_options", "fillfactor=70"),
            Map.entry("toast_options", "autovacuum_enabled=false"));
    assertThat(rows.relation("shop", "item").storage().further()).isEmpty();
    assertThat(rows.relation("shop", "item").storage().rowSecurity()).isTrue();
    assertThat(rows.relation("shop", "shut").definition())
        .startsWith(
            "CREATE OR REPLACE VIEW \"shop\".\"shut\" WITH (security_barrier=true, check_option=local) AS\n SELECT");
    assertThat(of(PostgresKinds.INDEX, "tuned", "tuned_c").attributes())
        .containsEntry("isClustered", true);
  }

  @Test
  void what_is_not_the_default_of_a_column_is_told() {
    assertThat(rows.column("shop", "tuned", "a").further())
        .isEqualTo(Map.of("storage", "EXTERNAL"));
    assertThat(rows.column("shop", "tuned", "b").further())
        .isEqualTo(Map.of("compression", "pglz", "statistics_target", "500"));
    assertThat(rows.column("shop", "tuned", "c").further())
        .isEqualTo(Map.of("column_options", "n_distinct=5"));
    assertThat(rows.columns).filteredOn(column -> !column.further().isEmpty()).hasSize(3);
  }

  @Test
  void a_trigger_tells_its_arguments_and_what_it_calls_the_changed_rows() {
    assertThat(of(PostgresKinds.TRIGGER, "tuned", "told").attributes())
        .containsEntry("arguments", List.of("one", "two words", ""))
        .containsEntry("newTable", "fresh")
        .doesNotContainKey("oldTable");
  }

  @Test
  void settings_of_roles_databases_and_routines_are_told_without_secrets() {
    assertThat(rows.object(PostgresKinds.ROLE, null, "ann").attributes())
        .containsEntry("settings", List.of("work_mem=8MB", "statement_timeout=9s"))
        .containsEntry("parameterPrivileges", List.of("SET on work_mem WITH GRANT OPTION"));
    assertThat(rows.databases.get(0).further())
        .isEqualTo(Map.of("settings", "TimeZone=Asia/Tokyo"));
    assertThat(rows.routines)
        .filteredOn(routine -> routine.name().equals("careful"))
        .singleElement()
        .satisfies(
            routine ->
                assertThat(routine.traits().further())
                    .isEqualTo(
                        Map.of("is_leakproof", "YES", "settings", "search_path=pg_catalog")));
  }

  @Test
  void every_kind_that_has_a_statement_of_its_own_tells_it() {
    assertThat(rows.objects)
        .filteredOn(row -> row.definition() == null)
        .extracting(row -> row.kind() + " " + row.name())
        .containsExactlyInAnyOrder(
            "TABLESPACE pg_default", "TABLESPACE pg_global", "LARGE_OBJECTS large objects");
    assertThat(rows.object(PostgresKinds.ROLE, null, "ann").definition())
        .isEqualTo(
            "CREATE ROLE ann WITH NOSUPERUSER INHERIT NOCREATEROLE NOCREATEDB LOGIN NOREPLICATION"
                + " NOBYPASSRLS CONNECTION LIMIT 3 VALID UNTIL '2031-01-02 03:04:05+00'");
    assertThat(rows.object(PostgresKinds.FOREIGN_SERVER, null, "far").definition())
        .isEqualTo(
            "CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'far.example', dbname 'd')");
    assertThat(rows.object(PostgresKinds.FOREIGN_DATA_WRAPPER, null, "own").definition())
        .isEqualTo("CREATE FOREIGN DATA WRAPPER own OPTIONS (mode 'x')");
    assertThat(rows.object(PostgresKinds.SUBSCRIPTION, null, "feed").definition())
        .startsWith(
            "CREATE SUBSCRIPTION feed CONNECTION 'dbname=...' PUBLICATION p1, p2 WITH (connect = false");
    assertThat(rows.objects.toString() + rows.databases).doesNotContain("hidden");
  }

  @Test
  void text_search_parsers_and_templates_are_reported() {
    assertThat(rows.object(PostgresKinds.TEXT_SEARCH_PARSER, "shop", "words"))
        .satisfies(
            parser ->
                assertThat(parser.definition())
                    .isEqualTo(
                        "CREATE TEXT SEARCH PARSER shop.words (START = prsd_start, GETTOKEN ="
                            + " prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype, HEADLINE ="
                            + " prsd_headline)"))
        .satisfies(
            parser ->
                assertThat(parser.attributes())
                    .isEqualTo(
                        Map.of(
                            "startFunction", "prsd_start",
                            "tokenFunction", "prsd_nexttoken",
                            "endFunction", "prsd_end",
                            "tokenTypesFunction", "prsd_lextype",
                            "headlineFunction", "prsd_headline")));
    assertThat(rows.object(PostgresKinds.TEXT_SEARCH_TEMPLATE, "shop", "plain"))
        .satisfies(
            template ->
                assertThat(template.definition())
                    .isEqualTo(
                        "CREATE TEXT SEARCH TEMPLATE shop.plain (INIT = dsimple_init, LEXIZE ="
                            + " dsimple_lexize)"))
        .satisfies(
            template ->
                assertThat(template.attributes())
                    .isEqualTo(
                        Map.of(
                            "initFunction", "dsimple_init", "lexizeFunction", "dsimple_lexize")));
  }

  @Test
  void an_index_reports_the_statistics_targets_of_its_expressions() {
    assertThat(of(PostgresKinds.INDEX, "item", "item_lower").attributes())
        .containsEntry("statisticsTargets", List.of(Map.of("column", 1, "target", 700)));
    assertThat(of(PostgresKinds.INDEX, "item", "item_plain").attributes())
        .doesNotContainKey("statisticsTargets");
  }

  @Test
  void arguments_have_their_defaults_as_a_field_of_their_own() throws SQLException {
    execute(
        "CREATE FUNCTION shop.many(a integer, OUT b text, c text DEFAULT 'x, y', VARIADIC d text[]"
            + " DEFAULT '{}') LANGUAGE sql AS 'SELECT c'",
        "CREATE PROCEDURE shop.later(date DEFAULT CURRENT_DATE) LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION shop.ranked(a integer, b integer DEFAULT 1 + 1) RETURNS bigint"
            + " LANGUAGE internal WINDOW AS 'window_row_number'");
    CollectedRows found = new CollectedRows();
    read(Selection.ALL, found);
    execute(
        "DROP FUNCTION shop.many(integer, text, text[])",
        "DROP PROCEDURE shop.later(date)",
        "DROP FUNCTION shop.ranked(integer, integer)");
    assertThat(found.routines)
        .filteredOn(routine -> routine.name().equals("many"))
        .singleElement()
        .extracting(RoutineRow::arguments)
        .isEqualTo(
            List.of(
                new RoutineRow.Argument("a", "IN", "integer"),
                new RoutineRow.Argument("b", "OUT", "text"),
                new RoutineRow.Argument("c", "IN", "text", "'x, y'::text"),
                new RoutineRow.Argument("d", "VARIADIC", "text[]", "'{}'::text[]")));
    assertThat(found.routines)
        .filteredOn(routine -> routine.name().equals("later"))
        .singleElement()
        .extracting(RoutineRow::arguments)
        .isEqualTo(List.of(new RoutineRow.Argument(null, "IN", "date", "CURRENT_DATE")));
    assertThat(
            found
                .object(PostgresKinds.WINDOW_FUNCTION, "shop", "ranked(integer, integer)")
                .attributes())
        .containsEntry(
            "argumentDefaults", List.of(Map.of("position", 2, "name", "b", "default", "(1 + 1)")));
  }

  @Test
  void constraints_of_a_domain_have_names_comments_and_a_definition_that_runs()
      throws SQLException {
    execute(
        "CREATE DOMAIN shop.small AS integer CONSTRAINT \"no null\" NOT NULL CONSTRAINT over CHECK (VALUE > 1)",
        "ALTER DOMAIN shop.small ADD CONSTRAINT meow CHECK (VALUE < 11) NOT VALID",
        "COMMENT ON CONSTRAINT meow ON DOMAIN shop.small IS 'below eleven'",
        "COMMENT ON CONSTRAINT \"no null\" ON DOMAIN shop.small IS 'never'");
    CollectedRows found = new CollectedRows();
    read(Selection.ALL, found);
    execute("DROP DOMAIN shop.small");
    ObjectRow small = found.object(PostgresKinds.TYPE, "shop", "small");
    assertThat(small.definition())
        .isEqualTo(
            "CREATE DOMAIN shop.small AS integer CONSTRAINT \"no null\" NOT NULL"
                + " CONSTRAINT over CHECK ((VALUE > 1));\n"
                + "ALTER DOMAIN shop.small ADD CONSTRAINT meow CHECK ((VALUE < 11)) NOT VALID");
    assertThat(small.attributes())
        .containsEntry("checks", List.of("CHECK ((VALUE < 11)) NOT VALID", "CHECK ((VALUE > 1))"))
        .containsEntry(
            "constraints",
            List.of(
                Map.of(
                    "name", "meow",
                    "definition", "CHECK ((VALUE < 11)) NOT VALID",
                    "isValidated", false,
                    "comment", "below eleven"),
                Map.of(
                    "name", "no null",
                    "definition", "NOT NULL",
                    "isValidated", true,
                    "comment", "never"),
                Map.of("name", "over", "definition", "CHECK ((VALUE > 1))", "isValidated", true)));
  }

  @Test
  void large_objects_are_one_row_with_their_number_and_size() throws SQLException {
    ObjectRow before = rows.object(PostgresKinds.LARGE_OBJECTS, null, "large objects");
    assertThat(before.schema()).isNull();
    assertThat(before.statistics()).isEqualTo(Map.of("largeObjectCount", 1L, "sizeBytes", 0L));
    execute("SELECT lo_from_bytea(99, convert_to(repeat('0123456789', 1000), 'UTF8'))");
    CollectedRows after = new CollectedRows();
    read(Selection.ALL, after);
    execute("SELECT lo_unlink(99), lo_unlink(4711)");
    CollectedRows none = new CollectedRows();
    read(Selection.ALL, none);
    execute("SELECT lo_create(4711)", "VACUUM pg_largeobject");
    assertThat(after.object(PostgresKinds.LARGE_OBJECTS, null, "large objects").statistics())
        .isEqualTo(Map.of("largeObjectCount", 2L, "sizeBytes", 8192L));
    assertThat(none.objects(PostgresKinds.LARGE_OBJECTS)).isEmpty();
  }

  @Test
  void large_objects_that_are_locked_are_reported_without_their_size() throws SQLException {
    CollectedRows found = new CollectedRows();
    try (Connection locking = connect("postgres");
        Statement statement = locking.createStatement()) {
      statement.execute("SET allow_system_table_mods = on");
      locking.setAutoCommit(false);
      statement.execute("LOCK TABLE pg_catalog.pg_largeobject IN ACCESS EXCLUSIVE MODE");
      read(Selection.ALL, found);
      locking.rollback();
    }
    assertThat(found.object(PostgresKinds.LARGE_OBJECTS, null, "large objects").statistics())
        .isEmpty();
  }

  @Test
  void a_database_and_its_tablespace_tell_what_they_take() {
    assertThat(rows.databases.get(0).bytes()).isGreaterThan(5_000_000L);
    assertThat(rows.object(PostgresKinds.TABLESPACE, null, "roomy").statistics().get("sizeBytes"))
        .isGreaterThan(100_000);
    assertThat(rows.object(PostgresKinds.TABLESPACE, null, "closed").statistics())
        .as("only for who may create in it, and pg_read_all_stats")
        .isEmpty();
    assertThat(rows.object(PostgresKinds.TABLESPACE, null, "pg_default").statistics())
        .as("what all databases take is not looked up for each of them")
        .isEmpty();
  }
}
