package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.connection.SourceConnections;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.EmbeddedServers;
import io.gazetteer.testing.KindsFixture;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a server's own log and figures tell of a crawl by a role without any right. */
class UntouchedSourceTest {

  private static final Pattern STATEMENT =
      Pattern.compile("crawler:LOG: {2}(statement|execute [^:]+): (.*)");

  private static EmbeddedPostgres server;
  private static Path log;

  @BeforeAll
  static void start() throws IOException, SQLException {
    log = Files.createTempDirectory("statements");
    server =
        EmbeddedServers.start(
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("autovacuum", "off")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_directory", log.toString())
                .setServerConfig("log_filename", "server.log")
                .setServerConfig("log_line_prefix", "%u:"));
    try (Connection superuser = connect()) {
      KindsFixture.load(superuser, 17);
      superuser.createStatement().execute("ALTER ROLE crawler SET log_statement = 'all'");
    }
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
  }

  private static Connection crawler() {
    return SourceConnections.open(server.getPort(), "postgres", "crawler");
  }

  private static void crawl() throws SQLException {
    PostgresSource source = new PostgresSource();
    try (Connection connection = crawler()) {
      source.databases(connection, Selection.ALL);
      source.count(connection, Selection.ALL);
      source.read(ReadRequest.full(connection, Selection.ALL), new CollectedRows());
    }
  }

  private static Map<String, String> figures() throws SQLException {
    Map<String, String> figures = new HashMap<>();
    try (Connection superuser = connect();
        Statement statement = superuser.createStatement()) {
      statement.execute("SELECT pg_stat_force_next_flush()");
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT schemaname, relname, CAST(row(t.*) AS text) FROM pg_stat_user_tables t")) {
        while (rows.next()) {
          figures.put(rows.getString(1) + "." + rows.getString(2), rows.getString(3));
        }
      }
    }
    return figures;
  }

  @Test
  void no_table_of_people_is_ever_looked_into() throws SQLException {
    Map<String, String> before = figures();
    assertThat(before).hasSizeGreaterThan(8);
    crawl();
    assertThat(figures()).isEqualTo(before);
    try (Connection superuser = connect();
        Statement statement = superuser.createStatement()) {
      statement.execute("SET search_path = shop");
      statement.execute("SELECT * FROM item");
    }
    assertThat(figures()).as("the figures would tell").isNotEqualTo(before);
  }

  @Test
  void every_statement_runs_in_a_read_only_transaction_and_sets_nothing_beyond_it()
      throws SQLException, IOException {
    crawl();
    List<String> statements = statements();
    assertThat(statements).hasSizeGreaterThan(60);
    String previous = "COMMIT";
    for (String statement : statements) {
      assertThat(statement)
          .doesNotStartWith("SET SESSION")
          .doesNotMatch("(?i)SET (?!TRANSACTION ).*");
      assertThat(statement).doesNotContain(", false)");
      if (previous.equals("COMMIT")) {
        assertThat(statement).isEqualTo("BEGIN READ ONLY");
      } else if (previous.equals("BEGIN READ ONLY")) {
        assertThat(statement).startsWith("SET TRANSACTION ISOLATION LEVEL").contains("READ ONLY");
      } else if (previous.startsWith("SET TRANSACTION")) {
        assertThat(statement).startsWith("SELECT pg_catalog.set_config('search_path'");
      }
      previous = statement;
    }
    assertThat(previous).isEqualTo("COMMIT");
  }

  @Test
  void the_number_of_statements_does_not_grow_with_tables_keys_and_partitions()
      throws SQLException, IOException {
    int before = statements().size();
    crawl();
    int few = statements().size();
    try (Connection superuser = connect();
        Statement statement = superuser.createStatement()) {
      statement.execute(
          """
          DO $$ BEGIN
              CREATE SCHEMA many;
              CREATE TABLE many.parted (at integer, PRIMARY KEY (at)) PARTITION BY RANGE (at);
              FOR i IN 1..300 LOOP
                  EXECUTE format('CREATE TABLE many.t_%1$s (id integer PRIMARY KEY, other integer REFERENCES many.t_%1$s);
                      COMMENT ON COLUMN many.t_%1$s.other IS %1$L;
                      CREATE TABLE many.p_%1$s PARTITION OF many.parted FOR VALUES FROM (%1$s) TO (%1$s + 1)', i);
              END LOOP;
          END $$""");
    }
    crawl();
    int many = statements().size();
    try (Connection superuser = connect();
        Statement statement = superuser.createStatement()) {
      statement.execute("SET client_min_messages = warning; DROP TABLE many.parted");
      statement.execute(
          "DO $$ BEGIN FOR i IN 1..300 LOOP EXECUTE 'DROP TABLE many.t_' || i; END LOOP; END $$");
      statement.execute("DROP SCHEMA many");
    }
    assertThat(few - before).isGreaterThan(60);
    assertThat(many - few).isEqualTo(few - before);
  }

  /** First lines of what the crawler's sessions ran, in order; there was one at a time. */
  private static List<String> statements() throws IOException {
    List<String> found = new ArrayList<>();
    for (String line : Files.readAllLines(log.resolve("server.log"))) {
      Matcher matcher = STATEMENT.matcher(line);
      if (matcher.matches()) {
        assertThat(matcher.group(1))
            .as("nothing is prepared by name")
            .isIn("statement", "execute <unnamed>");
        found.add(matcher.group(2).strip());
      }
    }
    return found;
  }

  @Test
  void the_same_object_has_the_same_text_whatever_the_role_s_settings_are() throws SQLException {
    try (Connection superuser = connect();
        Statement statement = superuser.createStatement()) {
      statement.execute(
          """
          CREATE TABLE shop.texts (
              a timestamptz DEFAULT '2025-02-03 04:05:06+00', b interval DEFAULT '1 day 2 hours',
              c float8 DEFAULT CAST(0.1 AS float8) + CAST(0.2 AS float8), d bytea DEFAULT '\\x00ff',
              e money DEFAULT CAST(1234.5 AS money), f date DEFAULT '2025-02-03', g text DEFAULT E'back\\\\slash');
          CREATE VIEW shop.texts_shown AS SELECT a, b, c FROM shop.texts
              WHERE a > '2025-02-03 04:05:06+00' AND b < '1 day' AND c > 0.1::float8;
          """);
    }
    CollectedRows plain = new CollectedRows();
    try (Connection connection = crawler()) {
      new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), plain);
    }
    try (Connection superuser = connect();
        Statement statement = superuser.createStatement()) {
      for (String setting :
          List.of(
              "DateStyle = 'German, DMY'",
              "IntervalStyle = 'iso_8601'",
              "TimeZone = 'Asia/Kathmandu'",
              "extra_float_digits = -10",
              "bytea_output = 'escape'",
              "quote_all_identifiers = on",
              "standard_conforming_strings = off",
              "search_path = shop, public",
              "default_transaction_isolation = 'serializable'",
              "xmlbinary = 'hex'")) {
        statement.execute("ALTER ROLE crawler SET " + setting);
      }
    }
    CollectedRows odd = new CollectedRows();
    try (Connection connection = crawler()) {
      new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), odd);
    }
    assertThat(odd.relation("shop", "texts_shown").definition()).contains("2025-02-03 04:05:06+00");
    assertThat(odd.columns).isEqualTo(plain.columns);
    assertThat(odd.relations).isEqualTo(plain.relations);
    assertThat(odd.routines).isEqualTo(plain.routines);
    // Whose settings they are tells them.
    odd.objects.removeIf(
        row -> row.kind().equals(PostgresKinds.ROLE) && row.name().equals("crawler"));
    plain.objects.removeIf(
        row -> row.kind().equals(PostgresKinds.ROLE) && row.name().equals("crawler"));
    assertThat(odd.objects)
        .usingRecursiveComparison()
        .ignoringFields("statistics")
        .isEqualTo(plain.objects);
  }
}
