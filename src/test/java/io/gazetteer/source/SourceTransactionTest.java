package io.gazetteer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.connection.SourceConnections;
import io.gazetteer.testing.Postgres;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class SourceTransactionTest {

  private static final SourceLimits LIMITS =
      SourceLimits.of(Duration.ofSeconds(61), Duration.ofSeconds(3), Duration.ofSeconds(62));

  private static String database;

  @BeforeAll
  static void make_a_database() {
    database = Postgres.createDatabase("transaction");
    Postgres.execute(database, "CREATE TABLE public.t (a int)");
  }

  private static Connection connect() {
    return SourceConnections.open(Postgres.port(), database, "postgres");
  }

  private static Map<String, String> settings(Connection connection) throws SQLException {
    Map<String, String> settings = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT name, setting FROM pg_settings")) {
      while (rows.next()) {
        settings.put(rows.getString(1), rows.getString(2));
      }
    }
    return settings;
  }

  private static String one(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void a_transaction_is_read_only_bounded_and_writes_names_in_full() throws SQLException {
    try (Connection connection = connect()) {
      SourceTransaction transaction = new SourceTransaction(connection, LIMITS);
      Map<String, String> inside = transaction.brief(() -> settings(connection));
      assertThat(inside)
          .containsEntry("transaction_read_only", "on")
          .containsEntry("transaction_isolation", "read committed")
          .containsEntry("statement_timeout", "61000")
          .containsEntry("lock_timeout", "3000")
          .containsEntry("idle_in_transaction_session_timeout", "62000")
          .containsEntry("search_path", "pg_catalog, pg_temp")
          .containsEntry("application_name", "gazetteer");
      assertThat(transaction.snapshot(() -> settings(connection)))
          .containsEntry("transaction_isolation", "repeatable read")
          .containsEntry("transaction_read_only", "on");
      assertThat(
              transaction.brief(
                  () -> one(connection, "SELECT CAST(CAST('public.t' AS regclass) AS text)")))
          .isEqualTo("public.t");
    }
  }

  @Test
  void statements_are_not_compiled_whatever_the_role_has_set() throws SQLException {
    Postgres.execute("postgres", "DROP ROLE IF EXISTS compiling; CREATE ROLE compiling LOGIN");
    Postgres.execute("postgres", "ALTER ROLE compiling SET jit = on");
    try (Connection connection = SourceConnections.open(Postgres.port(), database, "compiling")) {
      assertThat(settings(connection)).containsEntry("jit", "on");
      SourceTransaction transaction = new SourceTransaction(connection, LIMITS);
      assertThat(transaction.snapshot(() -> settings(connection))).containsEntry("jit", "off");
      assertThat(transaction.brief(() -> settings(connection))).containsEntry("jit", "off");
      assertThat(settings(connection)).containsEntry("jit", "on");
    }
  }

  @Test
  void nothing_that_is_set_outlives_the_transaction() throws SQLException {
    try (Connection connection = connect()) {
      Map<String, String> before = settings(connection);
      SourceTransaction transaction = new SourceTransaction(connection, LIMITS);
      assertThat(transaction.brief(() -> settings(connection))).isNotEqualTo(before);
      assertThat(settings(connection)).isEqualTo(before);
      assertThatThrownBy(() -> transaction.snapshot(() -> one(connection, "SELECT 1 / 0")))
          .isInstanceOf(SQLException.class);
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(settings(connection)).isEqualTo(before);
    }
  }

  @Test
  void a_write_is_refused_by_the_server() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      SourceTransaction transaction = new SourceTransaction(connection, LIMITS);
      assertThatThrownBy(
              () ->
                  transaction.brief(() -> statement.execute("INSERT INTO public.t (a) VALUES (1)")))
          .isInstanceOf(SQLException.class)
          .extracting(failure -> ((SQLException) failure).getSQLState())
          .isEqualTo("25006");
    }
  }

  @Test
  void a_role_with_a_low_statement_timeout_is_given_ours() throws SQLException {
    Postgres.execute("postgres", "DROP ROLE IF EXISTS hasty; CREATE ROLE hasty LOGIN");
    Postgres.execute("postgres", "ALTER ROLE hasty SET statement_timeout = '300ms'");
    try (Connection connection = SourceConnections.open(Postgres.port(), database, "hasty")) {
      assertThat(
              new SourceTransaction(connection, LIMITS)
                  .brief(() -> one(connection, "SELECT pg_sleep(0.5)")))
          .isNotNull();
    }
  }

  @Test
  void a_statement_that_takes_too_long_is_a_timeout_and_one_that_somebody_ends_is_not()
      throws SQLException {
    SourceLimits brief =
        SourceLimits.of(Duration.ofMillis(200), Duration.ofSeconds(3), Duration.ofSeconds(62));
    try (Connection connection = connect()) {
      assertThatThrownBy(
              () ->
                  new SourceTransaction(connection, brief)
                      .brief(() -> one(connection, "SELECT pg_sleep(20)")))
          .isInstanceOf(SQLTimeoutException.class)
          .extracting(failure -> ((SQLException) failure).getSQLState())
          .isEqualTo("57014");
      assertThatThrownBy(
              () ->
                  new SourceTransaction(connection, LIMITS)
                      .brief(() -> one(connection, "SELECT pg_cancel_backend(pg_backend_pid())")))
          .isNotInstanceOf(SQLTimeoutException.class)
          .extracting(failure -> ((SQLException) failure).getSQLState())
          .isEqualTo("57014");
    }
  }

  @Test
  void a_second_session_sees_the_moment_of_the_first_one_however_much_is_committed_meanwhile()
      throws SQLException {
    String tables = "SELECT count(*) FROM pg_class WHERE relname LIKE 'moment%'";
    try (Connection first = connect();
        Connection second = connect()) {
      String seen =
          new SourceTransaction(first, LIMITS)
              .snapshot(
                  () -> {
                    String name = one(first, "SELECT pg_export_snapshot()");
                    Postgres.execute(database, "CREATE TABLE public.moment ()");
                    return new SourceTransaction(second, LIMITS)
                        .snapshot(
                            name,
                            () -> one(second, tables) + " " + settings(second).get("TimeZone"));
                  });
      assertThat(seen).startsWith("0 ");
      assertThat(one(second, tables)).isEqualTo("1");
      assertThatThrownBy(
              () ->
                  new SourceTransaction(second, LIMITS)
                      .snapshot("00000003-1'; DROP", () -> one(second, "SELECT 1")))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void terminate(Connection connection) throws SQLException {
    Postgres.execute(
        "postgres",
        "SELECT pg_terminate_backend("
            + connection.unwrap(PGConnection.class).getBackendPID()
            + ", 10000)");
  }

  @Test
  void a_connection_that_the_server_ended_is_aborted_and_not_rolled_back() throws SQLException {
    List<String> calls = new ArrayList<>();
    try (Connection connection = connect()) {
      SourceTransaction transaction = new SourceTransaction(recorded(connection, calls), LIMITS);
      assertThatThrownBy(
              () ->
                  transaction.snapshot(
                      () -> {
                        terminate(connection);
                        return one(connection, "SELECT 1");
                      }))
          .isInstanceOf(SQLException.class)
          .satisfies(failure -> assertThat(ConnectionLoss.isIn(failure)).isTrue());
      assertThat(calls).contains("abort").doesNotContain("rollback");
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  void a_connection_on_which_even_a_rollback_fails_is_aborted() throws SQLException {
    List<String> calls = new ArrayList<>();
    try (Connection connection = connect()) {
      SourceTransaction transaction = new SourceTransaction(recorded(connection, calls), LIMITS);
      assertThatThrownBy(
              () ->
                  transaction.brief(
                      () -> {
                        terminate(connection);
                        throw new IllegalStateException("of the one who takes the rows");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("of the one who takes the rows");
      assertThat(calls).containsSubsequence("rollback", "abort");
      assertThat(connection.isClosed()).isTrue();
    }
  }

  private static Connection recorded(Connection connection, List<String> calls) {
    return (Connection)
        Proxy.newProxyInstance(
            SourceTransactionTest.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              calls.add(method.getName());
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }
}
