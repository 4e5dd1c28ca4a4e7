package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.source.Fingerprint;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CatalogChanges;
import io.gazetteer.testing.CatalogState;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.EmbeddedServers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Each change of a catalog keeps a database from being recognised, whether a superuser reads it or
 * a role without any right; and what is read then, over what is kept, is what a full read tells.
 */
@Tag("slow")
class CatalogChangesTest {

  private static final List<String> USERS = List.of("postgres", "crawler");

  private static EmbeddedPostgres server;
  private static final Map<String, Connection> references = new HashMap<>();
  private final PostgresSource source = new PostgresSource();

  @BeforeAll
  static void start() throws IOException, SQLException {
    server =
        EmbeddedServers.start(
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("autovacuum", "off")
                .setServerConfig("max_wal_senders", "0"));
    try (Connection superuser = connect("postgres")) {
      CatalogChanges.load(superuser, 15);
      try (Statement flush = superuser.createStatement()) {
        flush.execute("SELECT pg_stat_force_next_flush()");
      }
    }
    for (String user : USERS) {
      references.put(user, connect(user));
    }
  }

  @AfterAll
  static void stop() throws IOException {
    references.values().forEach(CatalogChangesTest::close);
    server.close();
  }

  private static Connection connect(String user) throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl(user, "postgres"));
  }

  private Reading read(String user, Fingerprint earlier) throws SQLException {
    return read(user, earlier, new CollectedRows());
  }

  private Reading read(String user, Fingerprint earlier, CollectedRows rows) throws SQLException {
    try (Connection connection = connect(user)) {
      return source.read(ReadRequest.full(connection, Selection.ALL).in(rows.since(earlier)), rows);
    }
  }

  /** Over a connection that stays open: opening one costs the server more than reading does. */
  private CatalogState state(String user) throws SQLException {
    CollectedRows rows = new CollectedRows();
    source.read(ReadRequest.full(references.get(user), Selection.ALL).in(ReadMode.ONCE), rows);
    return CatalogState.of(rows);
  }

  @TestFactory
  Stream<DynamicTest> every_change_is_seen() throws SQLException {
    Connection changing = connect("postgres");
    Map<String, Fingerprint> last = new HashMap<>();
    Map<String, CatalogState> states = new HashMap<>();
    for (String user : USERS) {
      last.put(user, read(user, null).recognition().fingerprint().orElseThrow());
      states.put(user, state(user));
    }
    return CatalogChanges.changes().stream()
        .map(
            step ->
                DynamicTest.dynamicTest(
                    step.name(), () -> seesChange(changing, step, last, states)))
        .onClose(() -> close(changing));
  }

  private void seesChange(
      Connection changing,
      CatalogChanges.Step step,
      Map<String, Fingerprint> last,
      Map<String, CatalogState> states)
      throws SQLException {
    for (String user : USERS) {
      assertThat(read(user, last.get(user)).recognition().unchanged()).as(user).isTrue();
    }
    step.make(changing);
    try (Statement flush = changing.createStatement()) {
      flush.execute("SELECT pg_stat_force_next_flush()");
    }
    for (String user : USERS) {
      CollectedRows rows = new CollectedRows();
      Reading reading = read(user, last.get(user), rows);
      assertThat(reading.warnings()).isEmpty();
      assertThat(reading.recognition().whyRead()).as(user).isPresent();
      CatalogState state = states.get(user).after(reading, rows);
      assertThat(state.lines())
          .as(
              "%s, %s read, %s",
              user, reading.recognition().extent(), reading.recognition().whyRead())
          .isEqualTo(state(user).lines());
      states.put(user, state);
      last.put(user, reading.recognition().fingerprint().orElseThrow());
    }
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
