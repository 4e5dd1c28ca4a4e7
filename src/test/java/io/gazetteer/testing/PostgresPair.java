package io.gazetteer.testing;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A primary and a hot standby that follows it by streaming, made from a base backup by the server's
 * own backup functions. The standby never waits for those who read from it, and does not tell its
 * primary about them.
 */
public final class PostgresPair implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EmbeddedPostgres primary;
  private final EmbeddedPostgres standby;

  private PostgresPair(EmbeddedPostgres primary, EmbeddedPostgres standby) {
    this.primary = primary;
    this.standby = standby;
  }

  public static PostgresPair start() throws IOException, SQLException {
    Path data = Files.createTempDirectory("primary");
    EmbeddedPostgres primary =
        EmbeddedServers.start(
            server(data)
                .setServerConfig("wal_keep_size", "256MB")
                .setServerConfig("autovacuum", "off"));
    Path copy = Files.createTempDirectory("standby");
    backUp(primary, data, copy);
    Files.createFile(copy.resolve("standby.signal"));
    Files.write(
        copy.resolve("postgresql.auto.conf"),
        List.of(
            "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'"
                .formatted(primary.getPort()),
            "max_standby_streaming_delay = 0",
            "hot_standby_feedback = off"));
    return new PostgresPair(
        primary, EmbeddedServers.start(server(copy).setCleanDataDirectory(false)));
  }

  private static EmbeddedPostgres.Builder server(Path data) {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setServerConfig("fsync", "off")
        .setServerConfig("shared_buffers", "16MB")
        .setServerConfig("max_connections", "40");
  }

  /** As the PostgreSQL documentation says under "Making a Base Backup Using the Low Level API". */
  private static void backUp(EmbeddedPostgres primary, Path data, Path copy)
      throws IOException, SQLException {
    try (Connection connection = connect(primary, "postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_backup_start('standby', true)");
      try (Stream<Path> files = Files.walk(data)) {
        files.filter(file -> !file.equals(data)).forEach(file -> copy(data, file, copy));
      }
      try (ResultSet label =
          statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
        label.next();
        Files.writeString(copy.resolve("backup_label"), label.getString(1));
      }
    }
  }

  private static void copy(Path data, Path file, Path copy) {
    Path relative = data.relativize(file);
    boolean ofTheRunningServer =
        relative.startsWith("postmaster.pid")
            || relative.startsWith("postmaster.opts")
            || relative.startsWith("pg_wal") && Files.isRegularFile(file);
    try {
      if (!ofTheRunningServer) {
        Files.copy(file, copy.resolve(relative));
      }
    } catch (NoSuchFileException gone) {
      // Files come and go while a server runs; the log of changes makes up for it.
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public int primaryPort() {
    return primary.getPort();
  }

  public int standbyPort() {
    return standby.getPort();
  }

  private static Connection connect(EmbeddedPostgres server, String database) throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl("postgres", database));
  }

  /** Runs statements on the primary, each in a transaction of its own. */
  public void execute(String database, String... statements) throws SQLException {
    try (Connection connection = connect(primary, database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The first column of the first row that the standby answers. */
  public String ask(String sql) throws SQLException {
    try (Connection connection = connect(standby, "postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Waits until the standby has all that the primary has done. */
  public void awaitReplayed() throws SQLException {
    String reached;
    try (Connection connection = connect(primary, "postgres");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_current_wal_insert_lsn()")) {
      row.next();
      reached = row.getString(1);
    }
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> ask("SELECT pg_last_wal_replay_lsn() >= '" + reached + "'").equals("t"));
  }

  @Override
  public void close() throws IOException {
    try (primary) {
      standby.close();
    }
  }
}
