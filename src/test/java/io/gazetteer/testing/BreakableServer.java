package io.gazetteer.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A server with many tables that is broken on purpose, and starts again where it was. */
public final class BreakableServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SESSIONS =
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'gazetteer'";

  private final Path data;
  private final int tables;
  private EmbeddedPostgres server;

  private BreakableServer(Path data, int tables) {
    this.data = data;
    this.tables = tables;
  }

  /** Starts one whose database {@code postgres} has so many tables of ten columns. */
  public static BreakableServer start(int tables) throws IOException, SQLException {
    BreakableServer started = new BreakableServer(Files.createTempDirectory("breakable"), tables);
    started.server = EmbeddedServers.start(started.builder());
    try (Connection connection = started.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          DO $$ BEGIN
            FOR i IN 1..%d LOOP
              EXECUTE format('CREATE TABLE t_%%s (id int, a text, b text, c int, d int, e date, f numeric(10,2),'
                             ' g varchar(40), h boolean, i timestamptz)', i);
            END LOOP;
          END $$"""
              .formatted(tables));
    }
    return started;
  }

  private EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setServerConfig("fsync", "off")
        .setServerConfig("autovacuum", "off")
        .setServerConfig("shared_buffers", "16MB")
        .setServerConfig("max_locks_per_transaction", "1000")
        .setServerConfig("max_connections", "20");
  }

  public int port() {
    return server.getPort();
  }

  public int tables() {
    return tables;
  }

  /** Where its files lie. */
  public Path data() {
    return data;
  }

  /** A new connection of a superuser; the caller closes it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
  }

  /** As an administrator does it. */
  public void terminateSessions() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_terminate_backend(pid) FROM (" + SESSIONS + ") s");
    }
  }

  /** As the kernel does it where memory is short; the server then restarts all its processes. */
  public void killSessions() throws SQLException, IOException, InterruptedException {
    for (long session : sessions()) {
      signal("KILL", session);
    }
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(() -> sessions().isEmpty());
  }

  private List<Long> sessions() throws SQLException {
    List<Long> found = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(SESSIONS)) {
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
    }
    return found;
  }

  /** As {@code pg_ctl stop -m immediate} does it. */
  public void stopAtOnce() throws IOException, InterruptedException {
    long postmaster = postmaster();
    signal("QUIT", postmaster);
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> ProcessHandle.of(postmaster).filter(ProcessHandle::isAlive).isEmpty());
  }

  /** Starts it again after a stop, at another port. */
  public void restart() throws IOException {
    Files.deleteIfExists(data.resolve("postmaster.pid"));
    Files.deleteIfExists(data.resolve("epg-lock"));
    server = EmbeddedServers.start(builder());
  }

  /** Stops all its processes where they stand; connections stay open and get no answer. */
  public void freeze() throws IOException, InterruptedException {
    signalAll("STOP");
  }

  public void thaw() throws IOException, InterruptedException {
    signalAll("CONT");
  }

  private void signalAll(String signal) throws IOException, InterruptedException {
    long postmaster = postmaster();
    List<ProcessHandle> processes =
        new ArrayList<>(ProcessHandle.of(postmaster).orElseThrow().descendants().toList());
    for (ProcessHandle process : processes) {
      signal(signal, process.pid());
    }
    signal(signal, postmaster);
  }

  private long postmaster() throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
  }

  private static void signal(String signal, long process) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process)).start().waitFor();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
