package io.gazetteer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.gazetteer.common.AppException;
import io.gazetteer.testing.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQLSTATEs that a real server was made to answer with, and the words that come of them. */
class ProvokedStatesTest {

  private static final String READER = "provoked_reader";
  private static String database;

  @BeforeAll
  static void prepare() {
    database = Postgres.createDatabase("provoked");
    Postgres.execute(
        "postgres", "DROP ROLE IF EXISTS " + READER + "; CREATE ROLE " + READER + " LOGIN");
  }

  @AfterAll
  static void cleanUp() {
    Postgres.execute("postgres", "DROP DATABASE " + database + " WITH (FORCE)");
    Postgres.execute("postgres", "DROP ROLE " + READER);
  }

  private static Connection connect(String user, String options) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("options", options);
    return DriverManager.getConnection(Postgres.jdbcUrl(database), properties);
  }

  private static AppException words(SQLException failure, String doing) {
    return SourceFault.of(failure, "db:5432", database, READER, doing);
  }

  private static SourceTransaction transaction(Connection connection, Duration statement) {
    return new SourceTransaction(
        connection, SourceLimits.of(statement, Duration.ofMillis(200), Duration.ofMillis(300)));
  }

  /** What comes of a statement that runs as a read does. */
  private static AppException reading(String user, String sql) throws SQLException {
    try (Connection connection = connect(user, "")) {
      return reading(connection, Duration.ofMinutes(1), sql);
    }
  }

  private static AppException reading(Connection connection, Duration limit, String sql) {
    SourceTransaction transaction = transaction(connection, limit);
    SQLException failure =
        catchThrowableOfType(
            SQLException.class, () -> transaction.snapshot(() -> execute(connection, sql)));
    return words(failure, "reading the catalog");
  }

  private static boolean execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          42501 | SOURCE_PRIVILEGE_MISSING | SELECT rolpassword FROM pg_authid
          42703 | SOURCE_NOT_SUPPORTED     | SELECT nosuch FROM pg_class
          42P01 | SOURCE_NOT_SUPPORTED     | SELECT FROM pg_catalog.nosuch
          42883 | SOURCE_NOT_SUPPORTED     | SELECT pg_catalog.nosuch()
          42704 | SOURCE_NOT_SUPPORTED     | SELECT 'x'::pg_catalog.nosuch
          42601 | SOURCE_NOT_SUPPORTED     | SELEC
          3F000 | SOURCE_NOT_SUPPORTED     | SELECT 'nosuch.x'::regtype
          0A000 | SOURCE_NOT_SUPPORTED     | SELECT FROM elsewhere.pg_catalog.pg_class
          25006 | SOURCE_FAILED            | CREATE SCHEMA written
          26000 | SOURCE_FAILED            | EXECUTE nosuch
          34000 | SOURCE_FAILED            | FETCH nosuch
          55000 | SOURCE_FAILED            | SELECT pg_catalog.pg_wal_replay_pause()
          22021 | SOURCE_FAILED            | SELECT pg_catalog.convert_from('\\xff', 'UTF8')
          54000 | SOURCE_LIMIT_EXCEEDED    | SELECT pg_catalog.repeat('x', 2000000000)
          XX000 | SOURCE_INTERNAL_ERROR    | SELECT pg_catalog.amvalidate(0)
          58P01 | SOURCE_DAMAGED           | LOAD 'nosuch'
          58P01 | SOURCE_DAMAGED           | SELECT pg_catalog.pg_read_file('nosuch')
          P0001 | SOURCE_FAILED            | DO $$BEGIN RAISE EXCEPTION 'card 4111'; END$$
          """)
  void a_statement_that_fails_is_explained(String state, String code, String sql)
      throws SQLException {
    boolean needsRights = !state.equals("42501");

    AppException fault = reading(needsRights ? "postgres" : READER, sql);

    assertThat(fault.code()).hasToString(code);
    assertThat(fault)
        .hasMessageContaining("(SQLSTATE " + state + ", while reading the catalog)")
        .hasMessageNotContaining("4111");
  }

  @Test
  void temp_file_limit_is_a_limit_to_raise_and_not_a_lack_of_connections() throws SQLException {
    try (Connection connection = connect("postgres", "-c temp_file_limit=100kB -c work_mem=64kB")) {
      AppException fault =
          reading(
              connection,
              Duration.ofMinutes(1),
              "SELECT n::text FROM generate_series(1, 1000000) n ORDER BY 1 DESC");

      assertThat(fault.code()).isEqualTo(SourceError.SOURCE_LIMIT_EXCEEDED);
      assertThat(fault.code().retryable()).isFalse();
      assertThat(fault)
          .hasMessageContainingAll(
              "ALTER ROLE \"" + READER + "\" SET temp_file_limit", "SQLSTATE 53400")
          .hasMessageNotContaining("no connection left");
    }
  }

  @Test
  void a_definition_nested_too_deeply_exceeds_the_stack() throws SQLException {
    AppException fault = reading("postgres", "SELECT 1" + "+1".repeat(100_000));

    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_LIMIT_EXCEEDED);
    assertThat(fault).hasMessageContainingAll("max_stack_depth", "SQLSTATE 54001");
  }

  @Test
  void a_statement_that_exceeds_our_limit_names_our_setting() throws SQLException {
    try (Connection connection = connect(READER, "")) {
      AppException fault =
          reading(connection, Duration.ofMillis(100), "SELECT pg_catalog.pg_sleep(60)");

      assertThat(fault.code()).isEqualTo(SourceError.SOURCE_TIMEOUT);
      assertThat(fault)
          .hasMessageContainingAll("gazetteer.source.statement-timeout", "SQLSTATE 57014");
    }
  }

  @Test
  void a_shorter_limit_of_the_role_is_overridden() throws SQLException {
    try (Connection connection = connect(READER, "-c statement_timeout=150ms")) {
      boolean done =
          transaction(connection, Duration.ofMinutes(1))
              .snapshot(() -> execute(connection, "SELECT pg_catalog.pg_sleep(0.3)"));

      assertThat(done).isTrue();
    }
  }

  @Test
  void a_statement_cancelled_before_our_limit_is_not_called_a_timeout_of_ours()
      throws SQLException {
    try (Connection connection = connect(READER, "")) {
      CompletableFuture<AppException> read =
          CompletableFuture.supplyAsync(
              () -> reading(connection, Duration.ofMinutes(1), "SELECT pg_catalog.pg_sleep(60)"));
      endSleep("pg_cancel_backend");

      AppException fault = read.join();

      assertThat(fault.code()).isEqualTo(SourceError.SOURCE_CANCELLED);
      assertThat(fault)
          .hasMessageContainingAll("before our own time limit", "pg_cancel_backend", "pooler")
          .hasMessageNotContaining("statement-timeout");
    }
  }

  @Test
  void a_session_that_an_administrator_ended_is_a_lost_connection() throws SQLException {
    try (Connection connection = connect(READER, "")) {
      CompletableFuture<AppException> read =
          CompletableFuture.supplyAsync(
              () -> reading(connection, Duration.ofMinutes(1), "SELECT pg_catalog.pg_sleep(60)"));
      endSleep("pg_terminate_backend");

      assertThat(read.join().code()).isEqualTo(SourceError.SOURCE_CONNECTION_LOST);
      assertThat(read.join()).hasMessageContaining("SQLSTATE 57P01");
    }
  }

  /** Calls a function of the server with the process of the reader, once its statement runs. */
  private static void endSleep(String function) {
    await()
        .until(
            () -> {
              try (Connection admin = Postgres.connect("postgres");
                  Statement statement = admin.createStatement();
                  ResultSet row =
                      statement.executeQuery(
                          "SELECT count(%s(pid)) FROM pg_stat_activity WHERE usename = '%s' AND query LIKE '%%pg_sleep%%' AND state = 'active'"
                              .formatted(function, READER))) {
                return row.next() && row.getInt(1) > 0;
              }
            });
  }

  private static void awaitEndOf(String user) {
    await()
        .until(
            () -> {
              try (Connection admin = Postgres.connect("postgres");
                  Statement statement = admin.createStatement();
                  ResultSet row =
                      statement.executeQuery(
                          "SELECT count(*) FROM pg_stat_activity WHERE usename = '%s'"
                              .formatted(user))) {
                return row.next() && row.getInt(1) == 0;
              }
            });
  }

  @Test
  void an_idle_transaction_that_the_server_ended_names_our_setting() throws SQLException {
    try (Connection connection = connect(READER, "")) {
      SQLException failure =
          catchThrowableOfType(
              SQLException.class,
              () ->
                  transaction(connection, Duration.ofMinutes(1))
                      .snapshot(
                          () -> {
                            awaitEndOf(READER);
                            return execute(connection, "SELECT 1");
                          }));

      AppException fault = words(failure, "reading the catalog");
      // The server's last word is lost where its end of the connection is closed first.
      assertThat(fault.code()).isIn(SourceError.SOURCE_TIMEOUT, SourceError.SOURCE_CONNECTION_LOST);
      assertThat(fault).message().containsPattern("idle-in-transaction-timeout|broke");
    }
  }

  @Test
  void a_session_that_was_idle_too_long_is_a_lost_connection() throws SQLException {
    try (Connection connection = connect(READER, "-c idle_session_timeout=50ms")) {
      awaitEndOf(READER);

      AppException fault = reading(connection, Duration.ofMinutes(1), "SELECT 1");

      assertThat(fault.code()).isEqualTo(SourceError.SOURCE_CONNECTION_LOST);
      assertThat(fault).message().containsPattern("idle_session_timeout = 0|broke");
    }
  }

  @Test
  void a_lock_of_another_session_is_named_as_one() throws SQLException {
    Postgres.execute(database, "CREATE TABLE IF NOT EXISTS public.held ()");
    try (Connection holder = Postgres.connect(database)) {
      holder.setAutoCommit(false);
      execute(holder, "LOCK TABLE public.held IN ACCESS EXCLUSIVE MODE");

      AppException fault = reading("postgres", "SELECT FROM public.held");

      assertThat(fault.code()).isEqualTo(SourceError.SOURCE_TIMEOUT);
      assertThat(fault).hasMessageContainingAll("holds a lock", "SQLSTATE 55P03");
    }
  }
}
