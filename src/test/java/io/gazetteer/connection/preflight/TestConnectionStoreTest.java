package io.gazetteer.connection.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.DriverParameters;
import io.gazetteer.connection.OpenConnection;
import io.gazetteer.connection.SignIn;
import io.gazetteer.connection.preflight.ConnectionReport.Grants;
import io.gazetteer.connection.preflight.ConnectionReport.Step;
import io.gazetteer.connection.preflight.ConnectionReport.StepState;
import io.gazetteer.source.SourceError;
import io.gazetteer.testing.SecuredPostgres;
import io.gazetteer.testing.ServiceTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ServiceTest
class TestConnectionStoreTest {

  private static final String PASSWORD = "s3cret-passw0rd";

  @Inject TestConnection testConnection;
  @Inject OpenConnection openConnection;

  @BeforeAll
  static void prepare_the_server() {
    SecuredPostgres.execute("postgres", "CREATE ROLE crawler LOGIN PASSWORD '" + PASSWORD + "'");
    SecuredPostgres.execute("postgres", "CREATE DATABASE sales");
    SecuredPostgres.execute("postgres", "CREATE DATABASE \"Closed \"\"1\"\"\"");
    SecuredPostgres.execute(
        "postgres", "REVOKE CONNECT ON DATABASE \"Closed \"\"1\"\"\" FROM PUBLIC");
    SecuredPostgres.execute("sales", "CREATE SCHEMA hidden; CREATE TABLE public.t (a int)");
  }

  private static ConnectionTarget target(String host, int port, String database, String password) {
    return new ConnectionTarget(
        host, port, Optional.of(database), new SignIn.Basic("crawler", password));
  }

  private static Step step(ConnectionReport report, String name) {
    return report.steps().stream()
        .filter(step -> step.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private ConnectionReport test(String database, String password) {
    return testConnection.test(target("localhost", SecuredPostgres.port(), database, password));
  }

  @Test
  void a_right_connection_passes_each_step_and_loses_nothing_by_a_schema_without_usage() {
    ConnectionReport report = test("sales", PASSWORD);

    assertThat(report.ok()).as("%s", report).isTrue();
    assertThat(report.steps()).extracting(Step::state).doesNotContain(StepState.NOT_TRIED);
    assertThat(report.steps()).extracting(Step::state).containsOnly(StepState.OK);
    assertThat(step(report, "Server").message())
        .startsWith("PostgreSQL ")
        .contains("a primary", "this service connects from 127.0.0.1");
    assertThat(report.found().clientAddress()).contains("127.0.0.1");
    assertThat(step(report, "Schemas of sales").message())
        .contains("2 of 2 schemas chosen, with 1 table and 0 views")
        .contains("No USAGE on hidden: the crawl misses nothing");
    assertThat(report.grants()).isEmpty();
  }

  @Test
  void a_wrong_password_fails_the_sign_in_and_is_not_repeated_in_words() {
    ConnectionReport report = test("sales", "wrong-word");

    assertThat(report.ok()).isFalse();
    assertThat(step(report, "Sign in").state()).isEqualTo(StepState.FAILED);
    assertThat(step(report, "Sign in").message()).contains("rejected the sign-in", "28P01");
    assertThat(step(report, "Server").state()).isEqualTo(StepState.NOT_TRIED);
    assertThat(report.toString()).doesNotContain("wrong-word");
  }

  private ConnectionReport testAs(String user, String password, String methods) {
    return testConnection.test(
        new ConnectionTarget(
                "localhost",
                SecuredPostgres.port(),
                Optional.of("sales"),
                new SignIn.Basic(user, password))
            .withParameters(new DriverParameters(Map.of("requireAuth", methods))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          crawler  | scram-sha-256
          crawler  | md5,scram-sha-256
          crawler  | !password,!md5
          crawler  | !none
          postgres | none
          postgres | scram-sha-256,none
          """)
  void a_sign_in_passes_by_a_method_that_is_allowed(String user, String methods) {
    ConnectionReport report = testAs(user, PASSWORD, methods);

    assertThat(step(report, "Sign in").state()).as("%s", report).isEqualTo(StepState.OK);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          crawler  | md5
          crawler  | password,md5
          crawler  | !scram-sha-256
          crawler  | none
          postgres | scram-sha-256
          postgres | !none
          """)
  void a_sign_in_by_a_method_that_is_not_allowed_is_rejected_in_our_words(
      String user, String methods) {
    ConnectionReport report = testAs(user, PASSWORD, methods);

    assertThat(step(report, "Sign in").state()).isEqualTo(StepState.FAILED);
    assertThat(step(report, "Sign in").message())
        .contains("asks for an authentication method that requireAuth (" + methods + ")")
        .contains("pg_hba.conf")
        .doesNotContain("Check user name and password");
    assertThat(report.toString()).doesNotContain(PASSWORD);
  }

  @Test
  void a_wrong_password_is_told_as_such_where_methods_are_required() {
    ConnectionReport report = testAs("crawler", "wrong-word", "scram-sha-256");

    assertThat(step(report, "Sign in").message()).contains("rejected the sign-in", "28P01");
  }

  @Test
  void an_unknown_host_fails_the_first_step() {
    ConnectionReport report =
        testConnection.test(target("nowhere.invalid", 5432, "sales", PASSWORD));

    assertThat(step(report, "Resolve host").state()).isEqualTo(StepState.FAILED);
    assertThat(step(report, "Resolve host").message()).contains("nowhere.invalid");
    assertThat(step(report, "Reach port").state()).isEqualTo(StepState.NOT_TRIED);
  }

  @Test
  void a_closed_port_fails_the_second_step() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    ConnectionReport report = testConnection.test(target("localhost", closed, "sales", PASSWORD));

    assertThat(step(report, "Resolve host").state()).isEqualTo(StepState.OK);
    assertThat(step(report, "Reach port").state()).isEqualTo(StepState.FAILED);
    assertThat(step(report, "Reach port").message()).contains("Nothing listens at localhost:");
  }

  @Test
  void a_database_that_does_not_exist_is_named() {
    ConnectionReport report = test("nosuch", PASSWORD);

    assertThat(step(report, "Sign in").message()).contains("has no database \"nosuch\"", "3D000");
  }

  @Test
  void a_missing_connect_right_comes_with_the_exact_grant() {
    ConnectionReport report = test("Closed \"1\"", PASSWORD);

    assertThat(step(report, "Sign in").state()).isEqualTo(StepState.FAILED);
    assertThat(step(report, "Sign in").code()).contains("SOURCE_CONNECT_DENIED");
    assertThat(report.grants())
        .containsExactly(
            new Grants(
                Optional.empty(),
                "GRANT CONNECT ON DATABASE \"Closed \"\"1\"\"\" TO \"crawler\";"));
  }

  @Test
  void link_local_addresses_are_never_connected_to() {
    ConnectionReport report = testConnection.test(target("169.254.169.254", 80, "x", "y"));

    assertThat(step(report, "Resolve host").state()).isEqualTo(StepState.FAILED);
    assertThat(step(report, "Resolve host").message()).contains("gazetteer.source.denied-networks");
  }

  @Test
  void an_opened_connection_has_nothing_set_on_its_session_but_its_name() throws SQLException {
    ConnectionTarget target = target("localhost", SecuredPostgres.port(), "sales", PASSWORD);
    try (java.sql.Connection connection = openConnection.open(target, "sales");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT string_agg(name, ', ' ORDER BY name) FROM pg_settings"
                    + " WHERE source = 'session'")) {
      assertThat(connection.getAutoCommit()).isTrue();
      row.next();
      assertThat(row.getString(1)).isNull();
    }
  }

  @Test
  void more_connections_than_allowed_can_be_opened_one_after_the_other() throws SQLException {
    ConnectionTarget target = target("localhost", SecuredPostgres.port(), "sales", PASSWORD);
    for (int i = 0; i < 5; i++) {
      try (java.sql.Connection connection = openConnection.open(target, "sales")) {
        assertThat(connection.isValid(2)).isTrue();
      }
    }
  }

  @Test
  void a_failed_open_tells_the_fault_and_keeps_no_place() {
    ConnectionTarget wrong = target("localhost", SecuredPostgres.port(), "sales", "no");
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> openConnection.open(wrong, "sales"))
          .isInstanceOfSatisfying(
              AppException.class,
              fault -> assertThat(fault.code()).isEqualTo(SourceError.SOURCE_SIGN_IN_REFUSED));
    }
  }
}
