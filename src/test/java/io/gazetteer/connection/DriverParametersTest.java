package io.gazetteer.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.tls.Tls;
import io.gazetteer.connection.tls.TlsMode;
import io.gazetteer.source.SourceError;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.SourceTransaction;
import io.gazetteer.testing.Certificates;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.TlsPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Further parameters: what is accepted, and what it does at a real server. */
class DriverParametersTest {

  private final Map<String, String> errors = new LinkedHashMap<>();

  private DriverParameters read(Map<String, String> given, TlsMode mode) {
    return DriverParameters.read(
        name -> Optional.ofNullable(given.get(name)), Optional.of(mode), errors::put);
  }

  private DriverParameters valid(String name, String value) {
    DriverParameters parameters = read(Map.of(name, value), TlsMode.PREFER);
    assertThat(errors).isEmpty();
    return parameters;
  }

  private static Connection open(String host, DriverParameters parameters) {
    ConnectionTarget target =
        new ConnectionTarget(
                host, Postgres.port(), Optional.empty(), new SignIn.Basic("postgres", "trusted"))
            .withParameters(parameters);
    return Connecting.physical(Clock.systemUTC(), Map.of())
        .connect(target, "postgres", Duration.ofMinutes(5));
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -c search_path=sales            | -c search_path=sales
          -csearch_path=sales             | -c search_path=sales
          --search-path=sales             | -c search_path=sales
          -c ROLE=reader --enable-seqscan=off | -c role=reader -c enable_seqscan=off
          -c search_path=a\\ b\\\\c       | -c search_path=a\\ b\\\\c
          endpoint=ep-cool-123            | endpoint=ep-cool-123
          """)
  void options_are_parsed_as_the_server_does(String given, String settled) {
    assertThat(valid("options", given).values()).containsEntry("options", settled);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-c default_transaction_read_only=off",
        "-c Statement_Timeout=0",
        "--idle-in-transaction-session-timeout=0",
        "-clock_timeout=1h",
        "-c transaction_timeout=0",
        "-c session_preload_libraries=evil",
        "-c local_preload_libraries=evil",
        "-c dynamic_library_path=/tmp",
        "-c plv8.start_proc=evil",
        "-c session_authorization=postgres",
        "-c search_path=x -c statement_timeout=0",
        "-c search_path=x\\",
        "-c",
        "-d 5",
        "-e",
        "search_path=x",
        "-c search_path",
        "-c search_path=a\nb"
      })
  void options_that_bound_a_read_or_run_code_are_rejected(String options) {
    boolean trailing = options.endsWith("\\");
    read(Map.of("options", options), TlsMode.PREFER);
    if (trailing) {
      // The server takes it as itself.
      assertThat(errors).isEmpty();
    } else {
      assertThat(errors).containsKey("options");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "connectTimeout, 0",
    "connect_timeout, 3601",
    "socketTimeout, -1",
    "loginTimeout, soon",
    "targetServerType, whichever",
    "gssEncMode, require",
    "gssEncMode, prefer",
    "channelBinding, disable",
    "channelBinding, require",
    "requireAuth, nothing",
    "tcpKeepAlive, maybe",
    "hostaddr, db.example.com",
    "hostaddr, 1.2.3.4.5"
  })
  void values_that_weaken_or_mean_nothing_are_rejected(String name, String value) {
    read(Map.of(name, value), TlsMode.PREFER);

    assertThat(errors).containsOnlyKeys(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"prefer", "require"})
  void encryption_that_would_take_the_place_of_tls_is_rejected_with_the_reason(String mode) {
    read(Map.of("gssencmode", mode), TlsMode.VERIFY_FULL);

    assertThat(errors)
        .hasEntrySatisfying("gssencmode", why -> assertThat(why).contains(mode, "TLS"));
  }

  @Test
  void spellings_that_differ_are_rejected() {
    read(Map.of("connectTimeout", "5", "connect_timeout", "6"), TlsMode.PREFER);

    assertThat(errors).containsKey("connect_timeout");
  }

  @ParameterizedTest
  @CsvSource({
    "connectTimeout, 600, 1800",
    "loginTimeout, 3600, 10800",
    "loginTimeout, 1, 60",
    "tcpKeepAlive, true, 60"
  })
  void a_sign_in_may_take_as_long_as_the_longer_of_its_own_timeouts_and_the_usual_one(
      String name, String value, long seconds) {
    PhysicalConnection physical =
        Connecting.physical(Clock.systemUTC(), Map.of("gazetteer.source.connect-timeout", "20s"));
    ConnectionTarget target =
        new ConnectionTarget("h", 5432, Optional.empty(), new SignIn.Basic("u", "p"))
            .withParameters(valid(name, value));

    assertThat(physical.limits(target, Duration.ofMinutes(1)).signIn())
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void options_and_application_name_reach_the_server() throws SQLException {
    try (Connection connection =
        open(
            "localhost",
            read(
                Map.of(
                    "options",
                    "-c work_mem=7MB -c search_path=\"odd\\ name\"",
                    "ApplicationName",
                    "n1"),
                TlsMode.PREFER))) {
      assertThat(errors).isEmpty();
      assertThat(ask(connection, "SHOW work_mem")).isEqualTo("7MB");
      assertThat(ask(connection, "SHOW search_path")).isEqualTo("\"odd name\"");
      assertThat(ask(connection, "SHOW application_name")).isEqualTo("n1");
      assertThat(
              new SourceTransaction(connection, SourceLimits.defaults())
                  .snapshot(() -> ask(connection, "SHOW search_path")))
          .isEqualTo("pg_catalog, pg_temp");
    }
  }

  @Test
  void an_address_is_connected_to_in_place_of_the_host() throws SQLException {
    try (Connection connection = open("no-such-host.invalid", valid("hostaddr", "127.0.0.1"))) {
      assertThat(ask(connection, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void an_address_in_a_denied_network_is_denied() {
    AppException fault =
        catchThrowableOfType(
            AppException.class, () -> open("localhost", valid("hostaddr", "169.254.169.254")));

    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_ADDRESS_DENIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"any", "primary", "master", "read-write", "preferSecondary"})
  void a_primary_is_taken_where_it_fits(String wanted) throws SQLException {
    try (Connection connection = open("localhost", valid("targetServerType", wanted))) {
      assertThat(connection.isClosed()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"standby", "secondary", "read-only"})
  void a_primary_is_rejected_where_a_standby_is_asked_for(String wanted) {
    AppException fault =
        catchThrowableOfType(
            AppException.class, () -> open("localhost", valid("targetServerType", wanted)));

    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_WRONG_SERVER);
    assertThat(fault).hasMessageContaining("is a primary");
  }

  @Test
  void a_role_that_options_name_and_the_user_lacks_is_a_rejected_parameter() {
    AppException fault =
        catchThrowableOfType(
            AppException.class, () -> open("localhost", valid("options", "-c role=no_such_role")));

    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_PARAMETER_REJECTED);
  }

  @Test
  void channel_binding_and_required_methods_hold_over_tls() throws SQLException {
    Certificates.Authority ca = Certificates.authority("Parameters CA");
    try (TlsPostgres server = TlsPostgres.start(ca)) {
      server.show(ca.server("localhost"));
      ConnectionTarget target =
          new ConnectionTarget(
              "localhost",
              server.port(),
              Optional.empty(),
              new SignIn.Basic("by_scram", TlsPostgres.PASSWORD),
              Tls.of(TlsMode.REQUIRE));
      DriverParameters bound = read(Map.of("channel_binding", "require"), TlsMode.REQUIRE);
      assertThat(errors).isEmpty();
      try (Connection connection =
          Connecting.physical(Clock.systemUTC(), Map.of())
              .connect(target.withParameters(bound), "postgres", Duration.ofMinutes(1))) {
        assertThat(ask(connection, "SELECT 1")).isEqualTo("1");
      }
    }
  }
}
