package io.gazetteer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.gazetteer.common.AppException;
import io.gazetteer.testing.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQLSTATEs that a real server was made to answer with, and the words that come of them. */
class ProvokedStatesTest {

  private static ReaderSessions sessions;

  @BeforeAll
  static void prepare() {
    sessions = ReaderSessions.of("provoked");
  }

  @AfterAll
  static void cleanUp() {
    sessions.close();
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

    AppException fault = sessions.reading(needsRights ? "postgres" : sessions.reader(), sql);

    assertThat(fault.code()).hasToString(code);
    assertThat(fault)
        .hasMessageContaining("(SQLSTATE " + state + ", while reading the catalog)")
        .hasMessageNotContaining("4111");
  }

  @Test
  void temp_file_limit_is_a_limit_to_raise_and_not_a_lack_of_connections() throws SQLException {
    try (Connection connection =
        sessions.connect("postgres", "-c temp_file_limit=100kB -c work_mem=64kB")) {
      AppException fault =
          sessions.reading(
              connection,
              ReaderSessions.LONG,
              "SELECT n::text FROM generate_series(1, 1000000) n ORDER BY 1 DESC");

      assertThat(fault.code()).isEqualTo(SourceError.SOURCE_LIMIT_EXCEEDED);
      assertThat(fault.code().retryable()).isFalse();
      assertThat(fault)
          .hasMessageContainingAll(
              "ALTER ROLE \"" + sessions.reader() + "\" SET temp_file_limit", "SQLSTATE 53400")
          .hasMessageNotContaining("no connection left");
    }
  }

  @Test
  void a_definition_nested_too_deeply_exceeds_the_stack() throws SQLException {
    AppException fault = sessions.reading("postgres", "SELECT 1" + "+1".repeat(100_000));

    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_LIMIT_EXCEEDED);
    assertThat(fault).hasMessageContainingAll("max_stack_depth", "SQLSTATE 54001");
  }

  @Test
  void a_statement_that_exceeds_our_limit_names_our_setting() throws SQLException {
    try (Connection connection = sessions.connect(sessions.reader(), "")) {
      AppException fault =
          sessions.reading(connection, Duration.ofMillis(100), "SELECT pg_catalog.pg_sleep(60)");

      assertThat(fault.code()).isEqualTo(SourceError.SOURCE_TIMEOUT);
      assertThat(fault)
          .hasMessageContainingAll("gazetteer.source.statement-timeout", "SQLSTATE 57014");
    }
  }

  @Test
  void a_shorter_limit_of_the_role_is_overridden() throws SQLException {
    try (Connection connection = sessions.connect(sessions.reader(), "-c statement_timeout=1s")) {
      boolean done =
          ReaderSessions.transaction(connection, ReaderSessions.LONG)
              .snapshot(
                  () -> ReaderSessions.execute(connection, "SELECT pg_catalog.pg_sleep(1.5)"));

      assertThat(done).isTrue();
    }
  }

  @Test
  void a_statement_cancelled_before_our_limit_is_not_called_a_timeout_of_ours()
      throws SQLException {
    try (Connection connection = sessions.connect(sessions.reader(), "")) {
      CompletableFuture<AppException> read =
          CompletableFuture.supplyAsync(
              () ->
                  sessions.reading(
                      connection, ReaderSessions.LONG, "SELECT pg_catalog.pg_sleep(60)"));
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
    try (Connection connection = sessions.connect(sessions.reader(), "")) {
      CompletableFuture<AppException> read =
          CompletableFuture.supplyAsync(
              () ->
                  sessions.reading(
                      connection, ReaderSessions.LONG, "SELECT pg_catalog.pg_sleep(60)"));
      endSleep("pg_terminate_backend");

      assertThat(read.join().code()).isEqualTo(SourceError.SOURCE_CONNECTION_LOST);
      assertThat(read.join()).hasMessageContaining("SQLSTATE 57P01");
    }
  }

  /** Calls a function of the server with the process of the reader, once its statement runs. */
  private static void endSleep(String function) {
    String call =
        "SELECT count(%s(pid)) FROM pg_stat_activity WHERE usename = '%s' AND query LIKE '%%pg_sleep%%' AND state = 'active'"
            .formatted(function, sessions.reader());
    await().atMost(ReaderSessions.LONG).until(() -> ReaderSessions.number("postgres", call) > 0);
  }

  private static void awaitEndOf(String user) {
    String query = "SELECT count(*) FROM pg_stat_activity WHERE usename = '" + user + "'";
    await().atMost(ReaderSessions.LONG).until(() -> ReaderSessions.number("postgres", query) == 0);
  }

  @Test
  void an_idle_transaction_that_the_server_ended_names_our_setting() throws SQLException {
    try (Connection connection = sessions.connect(sessions.reader(), "")) {
      SQLException failure =
          catchThrowableOfType(
              SQLException.class,
              () ->
                  new SourceTransaction(
                          connection,
                          SourceLimits.of(
                              ReaderSessions.LONG, ReaderSessions.LONG, Duration.ofMillis(300)))
                      .snapshot(
                          () -> {
                            awaitEndOf(sessions.reader());
                            return ReaderSessions.execute(connection, "SELECT 1");
                          }));

      AppException fault = sessions.words(failure, ReaderSessions.READING);
      // The server's last word is lost where its end of the connection is closed first.
      assertThat(fault.code()).isIn(SourceError.SOURCE_TIMEOUT, SourceError.SOURCE_CONNECTION_LOST);
      assertThat(fault).message().containsPattern("idle-in-transaction-timeout|broke");
    }
  }

  @Test
  void a_session_that_was_idle_too_long_is_a_lost_connection() throws SQLException {
    try (Connection connection =
        sessions.connect(sessions.reader(), "-c idle_session_timeout=1s")) {
      awaitEndOf(sessions.reader());

      AppException fault = sessions.reading(connection, ReaderSessions.LONG, "SELECT 1");

      assertThat(fault.code()).isEqualTo(SourceError.SOURCE_CONNECTION_LOST);
      assertThat(fault).message().containsPattern("idle_session_timeout = 0|broke");
    }
  }

  @Test
  void a_lock_of_another_session_is_named_as_one() throws SQLException {
    Postgres.execute(sessions.database(), "CREATE TABLE IF NOT EXISTS public.held ()");
    try (Connection holder = Postgres.connect(sessions.database())) {
      holder.setAutoCommit(false);
      ReaderSessions.execute(holder, "LOCK TABLE public.held IN ACCESS EXCLUSIVE MODE");

      AppException fault;
      try (Connection connection = sessions.connect("postgres", "")) {
        SourceTransaction impatient =
            ReaderSessions.transaction(connection, ReaderSessions.LONG)
                .withLockTimeout(Duration.ofMillis(200));
        fault = sessions.reading(impatient, connection, "SELECT FROM public.held");
      }

      assertThat(fault.code()).isEqualTo(SourceError.SOURCE_TIMEOUT);
      assertThat(fault).hasMessageContainingAll("holds a lock", "SQLSTATE 55P03");
    }
  }
}
