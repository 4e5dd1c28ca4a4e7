package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.connection.SourceConnections;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.KindsFixture;
import io.gazetteer.testing.PgBouncer;
import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real pooler in transaction mode, whose one connection to the server is used by others too. */
class PoolerTest {

  private static EmbeddedPostgres server;
  private static PgBouncer pooler;

  @BeforeAll
  static void start() throws IOException, SQLException {
    server = VersionedPostgres.start("17.11.0");
    pooler = PgBouncer.start(server.getPort(), "crawler");
    try (Connection superuser =
        DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"))) {
      KindsFixture.load(superuser, 17);
    }
  }

  @AfterAll
  static void stop() throws IOException {
    if (pooler != null) {
      pooler.close();
    }
    server.close();
  }

  private static Connection throughPooler() {
    return SourceConnections.open(pooler.port(), "postgres", "crawler");
  }

  /** Somebody else with the same role and database, and so on the same connection to the server. */
  private static Connection neighbour() throws SQLException {
    return DriverManager.getConnection(
        pooler.jdbcUrl("postgres")
            + "?user=crawler&prepareThreshold=0&assumeMinServerVersion=13&ApplicationName=neighbour");
  }

  /** What a session is like: every setting, its server process, and prepared statements left. */
  private static Map<String, String> seen(Connection connection) throws SQLException {
    Map<String, String> seen = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name, setting FROM pg_settings UNION ALL SELECT 'process',"
                    + " CAST(pg_backend_pid() AS text) UNION ALL SELECT 'prepared statements',"
                    + " CAST(count(*) AS text) FROM pg_prepared_statements")) {
      while (rows.next()) {
        seen.put(rows.getString(1), rows.getString(2));
      }
    }
    return seen;
  }

  @Test
  void a_crawl_through_a_pooler_finds_the_same_as_a_direct_one() throws SQLException {
    CollectedRows direct = new CollectedRows();
    CollectedRows pooled = new CollectedRows();
    PostgresSource source = new PostgresSource();
    try (Connection connection = SourceConnections.open(server.getPort(), "postgres", "crawler")) {
      source.read(ReadRequest.full(connection, Selection.ALL), direct);
    }
    try (Connection connection = throughPooler()) {
      Reading reading = source.read(ReadRequest.full(connection, Selection.ALL), pooled);
      assertThat(reading.warnings()).isEmpty();
      assertThat(source.count(connection, Selection.ALL)).isPositive();
      assertThat(source.databases(connection, Selection.ALL)).isNotEmpty();
    }
    assertThat(pooled.objects).hasSizeGreaterThan(50);
    assertThat(pooled).usingRecursiveComparison().isEqualTo(direct);
  }

  @Test
  void others_on_the_same_server_connection_see_nothing_of_us() throws SQLException {
    PostgresSource source = new PostgresSource();
    try (Connection neighbour = neighbour();
        Connection ours = throughPooler()) {
      Map<String, String> before = seen(neighbour);
      assertThat(before)
          .containsEntry("application_name", "neighbour")
          .containsEntry("default_transaction_read_only", "off")
          .containsEntry("prepared statements", "0");
      List<Map<String, String>> between = new ArrayList<>();
      CollectedRows sink =
          new CollectedRows() {
            @Override
            public void pause() {
              between.add(look(neighbour));
            }
          };
      source.databases(ours, Selection.ALL);
      between.add(seen(neighbour));
      source.count(ours, Selection.ALL);
      between.add(seen(neighbour));
      source.read(ReadRequest.full(ours, selectionWithExpressions()), sink);
      between.add(seen(neighbour));
      assertThat(between)
          .hasSizeGreaterThan(5)
          .allSatisfy(seen -> assertThat(seen).isEqualTo(before));
      try (Connection later = neighbour()) {
        assertThat(seen(later)).isEqualTo(before);
      }
    }
  }

  private static Selection selectionWithExpressions() {
    return new Selection(
        List.of(new Selection.Rule("^(?:postgres)$", Optional.empty())),
        List.of(),
        Optional.of("^(?:nothing_like_it)$"));
  }

  private static Map<String, String> look(Connection connection) {
    try {
      return seen(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void a_failed_statement_leaves_the_pooler_s_connection_usable_and_clean() throws SQLException {
    Selection broken =
        new Selection(
            List.of(new Selection.Rule("(", Optional.empty())), List.of(), Optional.empty());
    try (Connection neighbour = neighbour();
        Connection ours = throughPooler()) {
      Map<String, String> before = seen(neighbour);
      for (int i = 0; i < 3; i++) {
        assertThat(thrownBy(ours, broken)).isEqualTo("2201B");
        assertThat(seen(neighbour)).isEqualTo(before);
      }
    }
  }

  private static String thrownBy(Connection connection, Selection selection) {
    try {
      new PostgresSource().count(connection, selection);
      return "nothing";
    } catch (SQLException failure) {
      return failure.getSQLState();
    }
  }
}
