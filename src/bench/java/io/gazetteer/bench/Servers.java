package io.gazetteer.bench;

import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.flywaydb.core.Flyway;

/** The two PostgreSQL servers of a benchmark: one that is crawled, one that is the own store. */
final class Servers implements AutoCloseable {

  private static final String TEMPLATE = "store_template";

  private final EmbeddedPostgres source;
  private final EmbeddedPostgres store;
  private final Path sourceData;
  private final Path storeData;

  private Servers(
      EmbeddedPostgres source, EmbeddedPostgres store, Path sourceData, Path storeData) {
    this.source = source;
    this.store = store;
    this.sourceData = sourceData;
    this.storeData = storeData;
  }

  /** Starts both; the source's data stays in the folder for the next run, the store's does not. */
  static Servers start(Path folder) throws IOException, SQLException {
    String version = System.getProperty("bench.source");
    Path sourceData = folder.resolve("source-" + version);
    Path storeData = folder.resolve("store");
    EmbeddedPostgres source =
        start(
            folder,
            sourceData,
            EmbeddedPostgres.builder()
                .setCleanDataDirectory(false)
                .setPgBinaryResolver(VersionedPostgres.binaries(version)));
    EmbeddedPostgres store =
        start(folder, storeData, EmbeddedPostgres.builder().setCleanDataDirectory(true));
    Servers servers = new Servers(source, store, sourceData, storeData);
    execute(servers.sourceUrl("postgres"), "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
    execute(servers.storeUrl("postgres"), "CREATE EXTENSION IF NOT EXISTS pg_stat_statements");
    execute(servers.storeUrl("postgres"), "CREATE DATABASE " + TEMPLATE);
    Flyway.configure().dataSource(servers.storeUrl(TEMPLATE), "postgres", "").load().migrate();
    return servers;
  }

  private static EmbeddedPostgres start(Path folder, Path data, EmbeddedPostgres.Builder builder)
      throws IOException {
    Files.createDirectories(folder);
    Path log = folder.resolve(data.getFileName() + ".log");
    return builder
        .setDataDirectory(data)
        .setPGStartupWait(Duration.ofMinutes(2))
        .setOutputRedirector(Redirect.to(log.toFile()))
        .setErrorRedirector(Redirect.to(log.toFile()))
        .setServerConfig("fsync", "off")
        .setServerConfig("autovacuum", "off")
        // The library's default is off, and then VACUUM may not mark a page as visible to all
        // before its
        // rows' commit has reached the disk, which its own commits put off again and again.
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", "40")
        .setServerConfig("max_locks_per_transaction", "20000")
        .setServerConfig("shared_buffers", "1GB")
        .setServerConfig("max_wal_size", "4GB")
        .setServerConfig("shared_preload_libraries", "pg_stat_statements")
        .start();
  }

  String sourceUrl(String database) {
    return url(source, database);
  }

  String storeUrl(String database) {
    return url(store, database);
  }

  int sourcePort() {
    return source.getPort();
  }

  private static String url(EmbeddedPostgres server, String database) {
    return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database;
  }

  long sourcePid() throws IOException {
    return pid(sourceData);
  }

  long storePid() throws IOException {
    return pid(storeData);
  }

  /** Process number of the server with this data folder. */
  static long pid(Path data) throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
  }

  /** A database of the store with all tables and no assets. */
  void emptyStore(String database) throws SQLException {
    execute(storeUrl("postgres"), "DROP DATABASE IF EXISTS " + database);
    execute(storeUrl("postgres"), "CREATE DATABASE " + database + " TEMPLATE " + TEMPLATE);
    execute(storeUrl("postgres"), "CHECKPOINT");
  }

  static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, "postgres", "");
  }

  static void execute(String url, String sql) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of the first row; null when there is no row. */
  static String value(String url, String sql) throws SQLException {
    try (Connection connection = connect(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    }
  }

  @Override
  public void close() throws IOException {
    try (source) {
      store.close();
    }
  }
}
