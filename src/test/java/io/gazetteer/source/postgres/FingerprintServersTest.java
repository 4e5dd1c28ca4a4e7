package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.Fingerprint;
import io.gazetteer.source.FurtherConnection;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.fingerprint.ServerStart;
import io.gazetteer.source.postgres.fingerprint.SharedSnapshot;
import io.gazetteer.testing.CatalogChanges;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.EmbeddedServers;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a fingerprint when the server itself does something. */
@Tag("slow")
class FingerprintServersTest {

  private EmbeddedPostgres server;
  private Connection superuser;
  private final PostgresSource source = new PostgresSource();

  private void start(String version, int major) throws IOException, SQLException {
    server = VersionedPostgres.start(version);
    superuser = connect("postgres");
    CatalogChanges.load(superuser, major);
    // A session that ends tells its counters.
    superuser.close();
    superuser = connect("postgres");
  }

  @AfterEach
  void stop() throws IOException, SQLException {
    superuser.close();
    server.close();
  }

  private Connection connect(String user) throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl(user, "postgres"));
  }

  private void execute(String... statements) throws SQLException {
    for (String text : statements) {
      try (Statement statement = superuser.createStatement()) {
        statement.execute(text);
      }
    }
  }

  private Reading.Recognition read(Fingerprint earlier) throws SQLException {
    CollectedRows rows = new CollectedRows();
    try (Connection connection = connect("crawler")) {
      return source
          .read(ReadRequest.full(connection, Selection.ALL).in(rows.since(earlier)), rows)
          .recognition();
    }
  }

  /** One that holds: counters of what was done just before may come late. */
  private Fingerprint fingerprint() {
    Fingerprint[] found = new Fingerprint[1];
    await()
        .until(
            () -> {
              found[0] = read(null).fingerprint().orElseThrow();
              return read(found[0]).unchanged();
            });
    return found[0];
  }

  private String whyReadFully(Fingerprint earlier) throws SQLException {
    Reading.Recognition recognition = read(earlier);
    return recognition.unchanged() ? "unchanged" : recognition.whyRead().orElseThrow();
  }

  @Test
  void a_server_whose_process_crashed_is_read_anew() throws IOException, SQLException {
    start("15.19.0", 15);
    Fingerprint earlier = fingerprint();
    long process;
    try (Statement statement = superuser.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      process = row.getLong(1);
    }
    ProcessHandle.of(process).orElseThrow().destroyForcibly();
    await()
        .ignoreExceptions()
        .until(
            () -> {
              connect("postgres").close();
              return true;
            });
    // Numbers of transactions that wrote nothing are given again after a crash.
    assertThat(whyReadFully(earlier))
        .isIn(
            "the server's counters were reset, as after a crash",
            "the server's transactions went back, as after a restore");
  }

  @Test
  void a_server_that_was_restarted_or_restored_is_read_anew(@TempDir Path folder)
      throws IOException, SQLException {
    Path data = folder.resolve("data");
    restart(data);
    Fingerprint earlier = fingerprint();
    stop();
    Path backup = folder.resolve("backup");
    copy(data, backup);
    restart(data);
    assertThat(whyReadFully(earlier)).isEqualTo("the server was restarted or is another one");
    Fingerprint restarted = fingerprint();
    assertThat(whyReadFully(restarted)).isEqualTo("unchanged");
    stop();
    restart(backup);
    assertThat(whyReadFully(restarted)).isEqualTo("the server was restarted or is another one");
  }

  private void restart(Path data) throws IOException, SQLException {
    server =
        EmbeddedServers.start(
            EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "off"));
    superuser = connect("postgres");
    execute(
        "DO 'BEGIN IF to_regrole(''crawler'') IS NULL THEN CREATE ROLE crawler LOGIN; END IF; END'");
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"14.24.0,14", "16.15.0,16", "17.11.0,17", "18.6.0,18"})
  void every_version_from_14_is_recognised(String version, int major)
      throws IOException, SQLException {
    start(version, major);
    Fingerprint earlier = fingerprint();
    execute("VACUUM FREEZE", "ANALYZE", "CREATE TEMPORARY TABLE passing (id int PRIMARY KEY)");
    assertThat(whyReadFully(earlier)).isEqualTo("unchanged");
    execute("TRUNCATE shop.plain", "REFRESH MATERIALIZED VIEW shop.stored");
    assertThat(whyReadFully(earlier)).isEqualTo("unchanged");
    execute("ALTER TABLE shop.plain RENAME note TO remark");
    assertThat(whyReadFully(earlier)).startsWith("1 of its relations, types and routines");
  }

  @Test
  void version_13_is_always_read_fully_and_says_why() throws IOException, SQLException {
    start("13.23.0", 13);
    Reading.Recognition recognition = read(null);
    assertThat(recognition.fingerprint()).isEmpty();
    assertThat(recognition.whyRead()).get().asString().contains("PostgreSQL 14 has it");
  }

  @Test
  void a_second_connection_that_leads_to_another_server_is_told_apart()
      throws IOException, SQLException {
    start("15.19.0", 15);
    try (Connection first = connect("crawler");
        Connection same = connect("crawler");
        Connection other = Postgres.connect("postgres")) {
      first.setAutoCommit(false);
      SharedSnapshot shared = new SharedSnapshot(ServerStart.of(first), "00000003-00000001-1");
      assertThat(shared.isOf(same)).isTrue();
      assertThat(shared.isOf(other)).isFalse();
    }
  }

  @Test
  void definitions_are_read_from_the_server_that_the_catalog_was_read_from()
      throws IOException, SQLException {
    start("15.19.0", 15);
    execute(
        "DO $$ BEGIN FOR i IN 1..600 LOOP EXECUTE format('CREATE VIEW v_%s AS SELECT %s AS n', i, i);"
            + " END LOOP; END $$");
    // Whatever is asked of it, another server has nothing by these numbers.
    List<Connection> opened = new CopyOnWriteArrayList<>();
    FurtherConnection elsewhere =
        new FurtherConnection() {
          @Override
          public Optional<Connection> open() {
            try {
              opened.add(Postgres.connect("postgres"));
              return Optional.of(opened.get(0));
            } catch (SQLException failure) {
              throw new IllegalStateException(failure);
            }
          }

          @Override
          public boolean isWanted() {
            return false;
          }

          @Override
          public void abort() {
            // What is being opened here is waited for.
          }
        };
    CollectedRows rows =
        new CollectedRows() {
          @Override
          public void column(ColumnRow row) {
            if (columns.isEmpty()) {
              await().until(() -> !opened.isEmpty() && opened.get(0).isClosed());
            }
            super.column(row);
          }
        };
    try (Connection first = connect("crawler")) {
      Reading reading = source.read(ReadRequest.full(first, Selection.ALL).with(elsewhere), rows);
      assertThat(reading.warnings()).isEmpty();
    }
    for (int i = 1; i <= 600; i++) {
      assertThat(rows.relation("public", "v_" + i).definition()).contains("SELECT " + i + " AS n");
    }
  }
}
