package io.gazetteer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.gazetteer.common.AppException;
import io.gazetteer.testing.EmbeddedServers;
import io.gazetteer.testing.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions that a real server did not let begin, and the words that come of it. */
class RejectedSessionsTest {

  private static ReaderSessions sessions;

  @BeforeAll
  static void prepare() {
    sessions = ReaderSessions.of("rejected");
  }

  @AfterAll
  static void cleanUp() {
    sessions.close();
  }

  private static AppException connecting(String user, String options) {
    SQLException failure =
        catchThrowableOfType(SQLException.class, () -> sessions.connect(user, options).close());
    return sessions.rejected(failure);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          42704 | -c nosuch=1
          22023 | -c statement_timeout=soon
          55P02 | -c max_connections=5
          """)
  void a_parameter_that_the_server_rejects_is_reported_as_one(String state, String options) {
    AppException fault = connecting(sessions.reader(), options);

    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_PARAMETER_REJECTED);
    assertThat(fault).hasMessageContaining("options").hasMessageContaining(state);
  }

  @Test
  void a_sign_in_of_nobody_is_one_that_is_rejected() {
    AppException fault = connecting("nobody_of_that_name", "");

    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_SIGN_IN_REFUSED);
    assertThat(fault).hasMessageContaining("SQLSTATE 28000");
  }

  @Test
  void a_database_that_accepts_no_connections_is_reported_with_the_way_to_open_it() {
    Postgres.execute(
        "postgres", "ALTER DATABASE " + sessions.database() + " ALLOW_CONNECTIONS false");
    AppException fault;
    try {
      fault = connecting(sessions.reader(), "");
    } finally {
      Postgres.execute(
          "postgres", "ALTER DATABASE " + sessions.database() + " ALLOW_CONNECTIONS true");
    }

    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_DATABASE_CLOSED);
    assertThat(fault)
        .hasMessageContainingAll(
            "accepts no connections",
            "ALTER DATABASE \"" + sessions.database() + "\" ALLOW_CONNECTIONS true",
            "SQLSTATE 55000");
  }

  @Test
  void a_database_that_an_interrupted_drop_left_behind_is_closed_too() {
    Postgres.execute(
        "postgres",
        "UPDATE pg_database SET datconnlimit = -2 WHERE datname = '" + sessions.database() + "'");
    AppException fault;
    try {
      fault = connecting(sessions.reader(), "");
    } finally {
      Postgres.execute(
          "postgres",
          "UPDATE pg_database SET datconnlimit = -1 WHERE datname = '" + sessions.database() + "'");
    }

    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_DATABASE_CLOSED);
    assertThat(fault).hasMessageContaining("interrupted DROP DATABASE");
  }

  @Test
  void a_missing_connect_privilege_is_reported_with_its_grant() {
    Postgres.execute(
        "postgres", "REVOKE CONNECT ON DATABASE " + sessions.database() + " FROM public");
    AppException fault;
    try {
      fault = connecting(sessions.reader(), "");
    } finally {
      Postgres.execute(
          "postgres", "GRANT CONNECT ON DATABASE " + sessions.database() + " TO public");
    }

    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_CONNECT_DENIED);
    assertThat(fault)
        .hasMessageContaining("GRANT CONNECT ON DATABASE \"" + sessions.database() + "\" TO \"");
  }

  @Test
  void a_role_at_its_connection_limit_has_no_connection_left() {
    Postgres.execute("postgres", "ALTER ROLE " + sessions.reader() + " CONNECTION LIMIT 0");
    AppException fault;
    try {
      fault = connecting(sessions.reader(), "");
    } finally {
      Postgres.execute("postgres", "ALTER ROLE " + sessions.reader() + " CONNECTION LIMIT -1");
    }

    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_TOO_MANY_CONNECTIONS);
    assertThat(fault).hasMessageContaining("SQLSTATE 53300");
  }

  @Test
  void a_login_trigger_that_raises_an_error_is_reported_as_one() {
    Postgres.execute(
        sessions.database(),
        """
        CREATE FUNCTION public.no_entry() RETURNS event_trigger LANGUAGE plpgsql AS
            $$BEGIN IF session_user <> 'postgres' THEN RAISE EXCEPTION 'card 4111'; END IF; END$$;
        CREATE EVENT TRIGGER no_entry ON login EXECUTE FUNCTION public.no_entry()
        """);
    AppException fault;
    try {
      fault = connecting(sessions.reader(), "");
    } finally {
      Postgres.execute(
          sessions.database(), "DROP EVENT TRIGGER no_entry; DROP FUNCTION public.no_entry()");
    }

    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_CONNECT_DENIED);
    assertThat(fault).hasMessageContaining("login event triggers").hasMessageNotContaining("4111");
  }

  @Test
  void a_server_that_is_shutting_down_can_be_tried_again_later() throws Exception {
    try (EmbeddedPostgres server = EmbeddedServers.start(EmbeddedPostgres.builder());
        Connection held = server.getPostgresDatabase().getConnection()) {
      stopSmartly(held);

      AppException[] fault = new AppException[1];
      await()
          .atMost(ReaderSessions.LONG)
          .until(
              () -> {
                SQLException failure = refusedBy(server);
                fault[0] = failure == null ? null : sessions.rejected(failure);
                return failure != null;
              });

      assertThat(fault[0].code()).isEqualTo(SourceError.SOURCE_UNREACHABLE);
      assertThat(fault[0]).hasMessageContaining("SQLSTATE 57P03");
    }
  }

  /** As pg_ctl stop -m smart: it waits for the session that is left, and lets nobody in. */
  private static void stopSmartly(Connection session) throws SQLException, IOException {
    try (Statement statement = session.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::bigint")) {
      row.next();
      ProcessHandle.of(row.getLong(1)).orElseThrow().destroy();
    }
  }

  // The connection is there to be closed.
  @SuppressWarnings("try")
  private static SQLException refusedBy(EmbeddedPostgres server) {
    try (Connection connection = server.getPostgresDatabase().getConnection()) {
      return null;
    } catch (SQLException refused) {
      return refused;
    }
  }
}
