package io.gazetteer.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * One real PostgreSQL for all tests of a JVM, started on first use. Its time zone is not UTC on
 * purpose, so that a timestamp without zone shows up as a wrong one.
 */
public final class Postgres {

  public static final String TIME_ZONE = "Asia/Kathmandu";
  private static final EmbeddedPostgres SERVER = start();

  private Postgres() {}

  private static EmbeddedPostgres start() {
    try {
      return EmbeddedServers.start(
          EmbeddedPostgres.builder()
              .setServerConfig("timezone", TIME_ZONE)
              .setServerConfig("fsync", "off")
              // Figures of a source move when a test says so.
              .setServerConfig("autovacuum", "off")
              .setServerConfig("max_connections", "200")
              .setServerConfig("shared_preload_libraries", "pg_stat_statements"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public static int port() {
    return SERVER.getPort();
  }

  /**
   * JDBC address of a database, without a password: the server trusts loopback for {@code
   * postgres}.
   */
  public static String jdbcUrl(String database) {
    return "jdbc:postgresql://localhost:" + port() + "/" + database;
  }

  /** Makes an empty database with a name that nobody else has, and returns that name. */
  public static String createDatabase(String prefix) {
    return createDatabase(prefix, "template1");
  }

  /** Makes a copy of a database that nobody is connected to. */
  static String createDatabase(String prefix, String template) {
    String name = prefix + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    execute("postgres", "CREATE DATABASE " + name + " TEMPLATE " + template);
    return name;
  }

  /** Runs statements as superuser, outside a transaction unless the text opens one. */
  public static void execute(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** A new superuser connection; the caller closes it. */
  public static Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(jdbcUrl(database), "postgres", "");
  }
}
