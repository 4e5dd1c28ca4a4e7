package io.gazetteer.source;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gazetteer.common.AppException;
import io.gazetteer.testing.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/** A database of its own on the shared server with a role of its own, and the words for errors. */
final class ReaderSessions implements AutoCloseable {

  static final String READING = "reading the catalog";
  static final Duration LONG = Duration.ofMinutes(1);

  private final String database;
  private final String reader;

  private ReaderSessions(String database, String reader) {
    this.database = database;
    this.reader = reader;
  }

  /**
   * Makes both.
   *
   * @param name that no other test class uses
   */
  static ReaderSessions of(String name) {
    String reader = name + "_reader";
    Postgres.execute(
        "postgres", "DROP ROLE IF EXISTS " + reader + "; CREATE ROLE " + reader + " LOGIN");
    return new ReaderSessions(Postgres.createDatabase(name), reader);
  }

  String database() {
    return database;
  }

  String reader() {
    return reader;
  }

  /** A new connection with what libpq calls options; the caller closes it. */
  Connection connect(String user, String options) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("options", options);
    return DriverManager.getConnection(Postgres.jdbcUrl(database), properties);
  }

  AppException words(SQLException failure, String doing) {
    return SourceFailures.of(failure, "db:5432", database, reader, doing);
  }

  AppException rejected(SQLException failure) {
    return SourceFailures.connecting(failure, "db:5432", database, reader);
  }

  /** Reads under limits that nothing reaches by accident, except perhaps that of statements. */
  static SourceTransaction transaction(Connection connection, Duration statement) {
    return new SourceTransaction(connection, SourceLimits.of(statement, LONG, LONG));
  }

  /** What comes of a statement that runs as a read does. */
  AppException reading(String user, String sql) throws SQLException {
    try (Connection connection = connect(user, "")) {
      return reading(connection, LONG, sql);
    }
  }

  AppException reading(Connection connection, Duration limit, String sql) {
    return reading(transaction(connection, limit), connection, sql);
  }

  AppException reading(SourceTransaction transaction, Connection connection, String sql) {
    SQLException failure =
        catchThrowableOfType(
            SQLException.class, () -> transaction.snapshot(() -> execute(connection, sql)));
    return words(failure, READING);
  }

  static boolean execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql);
    }
  }

  /** The first value that a query of a superuser's returns. */
  static long number(String database, String query) throws SQLException {
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() {
    Postgres.execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
    Postgres.execute("postgres", "DROP ROLE " + reader);
  }
}
