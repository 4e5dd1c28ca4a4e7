package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.Vocabulary;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Readiness;
import io.gazetteer.source.Reading;
import io.gazetteer.source.SchemaListing;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.KindsFixture;
import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is foretold about a read, held against what the read then does. */
@Tag("slow")
class ReadinessTest {

  private static final Path STATEMENTS = Path.of("src/main/resources/io/gazetteer/source/postgres");

  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws IOException, SQLException {
    server = VersionedPostgres.start("17.11.0");
    try (Connection connection = connect("postgres")) {
      KindsFixture.load(connection, 17);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static Connection connect(String user) throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl(user, "postgres"));
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> ask(String sql) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static Readiness foretold(Selection selection) throws SQLException {
    try (Connection connection = connect("crawler")) {
      return new PostgresSource().readiness(connection, selection);
    }
  }

  /** What a read loses: {@code everything}, {@code something} or {@code nothing}. */
  private static String lost() throws SQLException {
    try (Connection connection = connect("crawler")) {
      Reading reading =
          new PostgresSource()
              .read(ReadRequest.full(connection, Selection.ALL), new CollectedRows());
      boolean whole =
          reading.kindsNotRead().isEmpty()
              && reading.warnings().isEmpty()
              && reading.recognition().fingerprint().isPresent();
      return whole ? "nothing" : "something";
    } catch (SQLException failure) {
      assertThat(failure.getSQLState()).isEqualTo("42501");
      return "everything";
    }
  }

  private static String lost(Readiness foretold) {
    if (foretold.lacks().stream().anyMatch(Readiness.Lack::essential)) {
      return "everything";
    }
    return foretold.lacks().isEmpty() ? "nothing" : "something";
  }

  /** Takes a privilege from everybody, compares, grants what is asked for, and compares again. */
  private static void compare(String privilege, SoftAssertions all) throws SQLException {
    execute("REVOKE " + privilege + " FROM PUBLIC");
    Readiness foretold = foretold(Selection.ALL);
    all.assertThat(lost(foretold))
        .as("without %s: %s", privilege, foretold.lacks())
        .isEqualTo(lost());
    List<String> grants =
        foretold.lacks().stream().flatMap(lack -> lack.grants().stream()).distinct().toList();
    if (!lost(foretold).equals("nothing")) {
      all.assertThat(grants).as("grants without %s", privilege).hasSize(1);
    }
    for (String grant : grants) {
      execute("GRANT " + grant + " TO crawler");
    }
    all.assertThat(foretold(Selection.ALL).lacks()).as("%s granted again", privilege).isEmpty();
    for (String grant : grants) {
      execute("REVOKE " + grant + " FROM crawler");
    }
    execute("GRANT " + privilege + " TO PUBLIC");
  }

  @Test
  void every_catalog_that_is_closed_is_foretold_with_what_it_costs_and_what_opens_it()
      throws SQLException {
    SoftAssertions all = new SoftAssertions();
    for (String name :
        ask(
            """
            SELECT c.relname
            FROM pg_class c
            WHERE c.relnamespace = 'pg_catalog'::regnamespace
              AND (c.relkind = 'r' OR c.relname IN ('pg_roles', 'pg_user_mappings', 'pg_stats', 'pg_views'))
              AND has_table_privilege('crawler', c.oid, 'SELECT')
            ORDER BY c.relname""")) {
      compare("SELECT ON pg_catalog." + name, all);
    }
    // Never granted as a whole: it holds passwords.
    compare("SELECT (subname) ON pg_catalog.pg_subscription", all);
    all.assertAll();
  }

  @Test
  void every_function_that_is_closed_is_foretold_in_the_overload_that_is_used()
      throws SQLException {
    SoftAssertions all = new SoftAssertions();
    for (String name :
        List.of(
            "pg_get_viewdef(oid)",
            "pg_get_ruledef(oid)",
            "pg_get_functiondef(oid)",
            "pg_get_triggerdef(oid)",
            "pg_get_indexdef(oid)",
            "pg_get_indexdef(oid, integer, boolean)",
            "pg_get_partkeydef(oid)",
            "pg_get_statisticsobjdef(oid)",
            "pg_get_userbyid(oid)",
            "format_type(oid, integer)",
            "aclexplode(aclitem[])",
            "pg_get_viewdef(text)",
            "pg_get_viewdef(oid, boolean)",
            "pg_relation_size(regclass)")) {
      compare("EXECUTE ON FUNCTION pg_catalog." + name, all);
    }
    all.assertAll();
  }

  @Test
  void a_schema_without_usage_costs_nothing() throws SQLException {
    execute("CREATE SCHEMA \"Closed \"\"1\"\"\"; CREATE TABLE \"Closed \"\"1\"\"\".t (a int)");
    Readiness foretold = foretold(Selection.ALL);
    assertThat(foretold.schemas())
        .filteredOn(schema -> schema.name().equals("Closed \"1\""))
        .containsExactly(new SchemaListing("Closed \"1\"", true, false, 1, 0));
    assertThat(foretold.lacks()).isEmpty();
    assertThat(lost()).isEqualTo("nothing");
  }

  @Test
  void names_that_match_no_schema_are_told_by_what_was_written() throws SQLException {
    List<Selection.Rule> rules =
        Stream.of("^shop$", "shop", "sho", "nowhere", "sh.p", "(?i)SHOP", "no.*", "a.b")
            .map(
                schema ->
                    new Selection.Rule(
                        "^(?:postgres)$",
                        Optional.of(
                            schema.startsWith("(?i)") ? "(?i)^(?:SHOP)$" : "^(?:" + schema + ")$")))
            .collect(Collectors.toCollection(ArrayList::new));
    rules.add(new Selection.Rule("^(?:other)$", Optional.of("^(?:elsewhere)$")));
    Readiness foretold = foretold(new Selection(rules, List.of(), Optional.of("^(?:item)$")));
    assertThat(foretold.unmatched()).containsExactlyInAnyOrder("sho", "nowhere", "no.*", "a.b");
    assertThat(foretold.schemas())
        .filteredOn(SchemaListing::selected)
        .extracting(SchemaListing::name)
        .containsExactly("shop");
    Readiness whole = foretold(new Selection(rules, List.of(), Optional.empty()));
    assertThat(whole.tables()).isEqualTo(foretold.tables() + 1);
  }

  @Test
  void counting_that_is_off_is_told() throws SQLException {
    execute(
        "ALTER ROLE crawler SET track_counts = on; ALTER DATABASE postgres SET track_counts = off");
    try {
      execute("ALTER ROLE crawler RESET track_counts");
      assertThat(foretold(Selection.ALL).lacks())
          .singleElement()
          .satisfies(lack -> assertThat(lack.what()).isEqualTo("scans of indexes"));
    } finally {
      execute("ALTER DATABASE postgres RESET track_counts");
    }
  }

  /** Statements that are not part of a read, or are judged in another way. */
  private static final List<String> APART =
      List.of(
          "fingerprint/FingerprintReader",
          // Where the server does not tell, one connection reads all.
          "fingerprint/ServerStart",
          "fingerprint/SharedSnapshot",
          // Asked only where a fingerprint was taken of the same catalogs.
          "fingerprint/TouchedRelations",
          "ReadScope",
          "RuleMatches",
          "ReadinessReader",
          "DatabaseReader",
          // Asked only after the server found its catalog damaged.
          "Expressions/damaged",
          // A comparison of texts, which takes no rights.
          "SentRules",
          "SelectionSettings",
          "SnapshotReader/few_workers.sql",
          "SnapshotReader/merge_joins.sql",
          // A size that is refused is unknown, and nothing is lost by it.
          "ObjectSizes",
          // Stands in for what is foretold to be refused.
          "DefinitionReader/routine_bodies.sql");

  @Test
  void every_statement_of_a_read_is_one_that_is_foretold_by()
      throws IOException, ClassNotFoundException {
    String known =
        ReadParts.of(Vocabulary.standard(), Capabilities.NONE).stream()
            .flatMap(part -> part.statements().stream())
            .map(ReadinessTest::plain)
            .collect(Collectors.joining("\n"));
    List<String> forgotten = new ArrayList<>();
    try (Stream<Path> files = Files.walk(STATEMENTS)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".sql")).toList()) {
        String name = STATEMENTS.relativize(file).toString();
        if (APART.stream().noneMatch(name::startsWith) && !known.contains(beginning(name))) {
          forgotten.add(name);
        }
      }
    }
    assertThat(forgotten).isEmpty();
  }

  /** A statement up to where servers differ. */
  private static String beginning(String file) throws ClassNotFoundException {
    String[] parts = file.substring(0, file.length() - ".sql".length()).split("/", -1);
    Class<?> owner = Class.forName(PostgresSource.class.getPackageName() + "." + parts[0]);
    return plain(CatalogSql.text(owner, parts[1]).replaceAll("(?s)\\[\\[.*", ""));
  }

  private static String plain(String statement) {
    return statement
        .replaceAll("CAST\\('[^']*' AS", "CAST(? AS")
        .replaceAll("--.*", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  @Test
  void calls_are_told_by_name_and_number_of_arguments() {
    assertThat(
            ReadinessReader.calls(
                "SELECT f(a, g(b, 'x, y('), ARRAY[1, 2]), h(), count(*) FROM t JOIN u ON (a, b)"))
        .containsExactlyInAnyOrder("f/3", "g/2", "h/0", "count/1");
  }
}
