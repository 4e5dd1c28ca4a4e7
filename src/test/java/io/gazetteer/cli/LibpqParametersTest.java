package io.gazetteer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.tls.TlsMode;
import io.gazetteer.testing.Commands;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * What libpq knows besides host, port, user and TLS files: each is honoured or rejected by name.
 */
class LibpqParametersTest {

  @TempDir Path home;

  private ConnectionTarget target(Commands shell, String... arguments) {
    return target(home, shell, arguments);
  }

  /** Where arguments and variables lead to in a home folder. */
  static ConnectionTarget target(Path home, Commands shell, String... arguments) {
    ServerOptions options = new ServerOptions();
    new CommandLine(
            CommandLine.Model.CommandSpec.wrapWithoutInspection(null)
                .addMixin("s", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
        .parseArgs(arguments);
    FieldErrors errors = new FieldErrors();
    ConnectionTarget target =
        SourceTarget.of(
            options, shell.home(home).environment(new StringWriter(), new StringWriter()), errors);
    errors.throwIfAny(CommandError.COMMAND_INVALID);
    return target;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PGTARGETSESSIONATTRS | read-write          | targetServerType | read-write
          PGTARGETSESSIONATTRS | standby             | targetServerType | standby
          PGHOSTADDR           | 127.0.0.1           | hostaddr         | 127.0.0.1
          PGCONNECT_TIMEOUT    | 7                   | connectTimeout   | 7
          PGOPTIONS            | -c search_path=a\\,b | options          | -c search_path=a,b
          PGAPPNAME            | nightly             | ApplicationName  | nightly
          PGGSSENCMODE         | disable             | gssEncMode       | disable
          PGCHANNELBINDING     | prefer              | channelBinding   | prefer
          PGREQUIREAUTH        | scram-sha-256       | requireAuth      | scram-sha-256
          """)
  void a_variable_is_honoured(String variable, String value, String name, String expected) {
    assertThat(target(Commands.shell().with(variable, value)).parameters().values())
        .containsEntry(name, expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "00"})
  void a_timeout_that_means_no_limit_is_not_given(String value) {
    assertThat(target(Commands.shell().with("PGCONNECT_TIMEOUT", value)).parameters().values())
        .isEmpty();
    assertThat(
            target(Commands.shell(), "postgresql://h/d?connect_timeout=" + value)
                .parameters()
                .values())
        .isEmpty();
  }

  @Test
  void an_application_name_of_a_variable_is_shown_as_the_server_shows_it() {
    String name = "caf\u00e9\t" + "x".repeat(80);

    assertThat(target(Commands.shell().with("PGAPPNAME", name)).parameters().values())
        .containsEntry("ApplicationName", "caf???" + "x".repeat(57));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          target_session_attrs=primary&sslmode=require   | targetServerType | primary
          channel_binding=require&sslmode=require        | channelBinding   | require
          gssencmode=allow                               | gssEncMode       | allow
          require_auth=!password,!md5                    | requireAuth      | !password,!md5
          connect_timeout=20                             | connectTimeout   | 20
          """)
  void a_parameter_of_a_uri_is_honoured(String query, String name, String expected) {
    ConnectionTarget target = target(Commands.shell(), "postgresql://h/d?" + query);
    assertThat(target.parameters().values()).containsEntry(name, expected);
  }

  @Test
  void requiressl_means_tls_mode_require_where_none_is_given() {
    assertThat(target(Commands.shell().with("PGREQUIRESSL", "1")).tls().mode())
        .isEqualTo(TlsMode.REQUIRE);
    assertThat(target(Commands.shell(), "postgresql://h/d?requiressl=1").tls().mode())
        .isEqualTo(TlsMode.REQUIRE);
    assertThat(target(Commands.shell(), "postgresql://h/d?ssl=true").tls().mode())
        .isEqualTo(TlsMode.REQUIRE);
    assertThat(
            target(Commands.shell().with("PGREQUIRESSL", "1"), "--sslmode", "verify-full")
                .tls()
                .mode())
        .isEqualTo(TlsMode.VERIFY_FULL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "yes", "off"})
  void requiressl_of_a_variable_means_nothing_unless_it_begins_with_1(String value) {
    assertThat(target(Commands.shell().with("PGREQUIRESSL", value)).tls().mode())
        .isEqualTo(TlsMode.PREFER);
  }

  @Test
  void a_file_of_cas_is_used_in_tls_mode_require_too() throws IOException {
    Path cas = Files.writeString(home.resolve("cas.pem"), "a CA");
    assertThat(
            target(Commands.shell(), "--sslmode", "require", "--sslrootcert", cas.toString())
                .tls()
                .mode())
        .isEqualTo(TlsMode.VERIFY_CA);
  }

  @ParameterizedTest
  @ValueSource(strings = {"disable", "prefer", "require", "verify-ca"})
  void the_cas_of_the_system_need_the_host_to_be_verified(String mode) {
    assertThatThrownBy(() -> target(Commands.shell(), "--sslrootcert", "system", "--sslmode", mode))
        .hasMessageContaining("sslrootcert: system needs sslmode verify-full");
    assertThat(target(Commands.shell(), "--sslrootcert", "system").tls().mode())
        .isEqualTo(TlsMode.VERIFY_FULL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sslmode",
        "sslnegotiation",
        "sslcertmode",
        "gssencmode",
        "channel_binding",
        "target_session_attrs",
        "load_balance_hosts",
        "keepalives",
        "min_protocol_version",
        "max_protocol_version",
        "connect_timeout"
      })
  void an_empty_parameter_that_libpq_rejects_is_rejected(String name) {
    assertThatThrownBy(() -> target(Commands.shell(), "postgresql://h/d?" + name + "="))
        .hasMessageContaining(name + ": must not be empty");
  }

  @Test
  void an_empty_parameter_means_the_default_and_hides_the_variable() {
    ConnectionTarget target =
        target(
            Commands.shell().with("PGUSER", "other").with("PGREQUIREAUTH", "md5"),
            "postgresql://h/d?user=&port=&require_auth=&sslcrl=&options=");
    assertThat(target.signIn().username()).isNotEqualTo("other").isNotEmpty();
    assertThat(target.server()).isEqualTo("h:5432");
    assertThat(target.parameters().values()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          md5,md5         | must name each method once
          !none,!none     | must name each method once
          md5,!password   | must have ! before each method or before none
          md5,            | must list
          """)
  void a_list_of_methods_that_libpq_rejects_is_rejected(String methods, String words) {
    assertThatThrownBy(() -> target(Commands.shell(), "postgresql://h/d?require_auth=" + methods))
        .hasMessageContaining(words);
  }

  @Test
  void an_address_without_a_host_names_the_server() {
    assertThat(target(Commands.shell().with("PGHOSTADDR", "127.0.0.1")).server())
        .isEqualTo("127.0.0.1:5432");
    assertThat(
            target(Commands.shell().with("PGHOSTADDR", "127.0.0.1"), "--host", "db.example.com")
                .server())
        .isEqualTo("db.example.com:5432");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PGREQUIREPEER           | postgres
          PGSSLCRL                | /tmp/crl
          PGSSLCRLDIR             | /tmp
          PGSSLCERTMODE           | require
          PGSSLNEGOTIATION        | direct
          PGSSLMINPROTOCOLVERSION | TLSv1.3
          PGSSLMAXPROTOCOLVERSION | TLSv1.1
          PGGSSENCMODE            | require
          PGGSSENCMODE            | prefer
          PGGSSDELEGATION         | 1
          PGCHANNELBINDING        | disable
          PGCHANNELBINDING        | require
          PGTARGETSESSIONATTRS    | writable
          PGHOSTADDR              | db.example.com
          PGREQUIREAUTH           | magic
          PGMINPROTOCOLVERSION    | 3.2
          PGCLIENTENCODING        | LATIN1
          PGOPTIONS               | -c statement_timeout=0
          """)
  void a_variable_that_cannot_be_honoured_is_rejected_by_name(String variable, String value) {
    String parameter = variable.substring(2).toLowerCase(Locale.ROOT).replace("_", "");
    assertThatThrownBy(() -> target(Commands.shell().with(variable, value)))
        .isInstanceOf(AppException.class)
        .satisfies(
            fault ->
                assertThat(fault.getMessage().toLowerCase(Locale.ROOT).replace("_", ""))
                    .contains(parameter));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sslcrl",
        "sslcrldir",
        "sslkeylogfile",
        "requirepeer",
        "scram_client_key",
        "scram_server_key",
        "oauth_issuer",
        "oauth_client_id",
        "oauth_client_secret",
        "oauth_scope",
        "servicefile",
        "socketFactory",
        "sslfactory",
        "authenticationPluginClassName",
        "loggerFile",
        "nosuch"
      })
  void a_parameter_that_is_not_supported_is_rejected_by_name(String name) {
    assertThatThrownBy(() -> target(Commands.shell(), "postgresql://h/d?" + name + "=x"))
        .hasMessageContaining(name + ": is not supported by this program");
    assertThatThrownBy(() -> target(Commands.shell(), "--parameter", name + "=x"))
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sslcompression=0",
        "sslcompression=1",
        "ssl_min_protocol_version=tlsv1.2",
        "sslsni=1",
        "sslnegotiation=postgres",
        "sslcertmode=allow",
        "ssl_min_protocol_version=TLSv1.2",
        "ssl_max_protocol_version=TLSv1.3",
        "max_protocol_version=latest",
        "client_encoding=UTF8",
        "replication=false",
        "requiressl=0"
      })
  void what_is_done_here_anyway_is_taken(String pair) {
    assertThat(target(Commands.shell(), "postgresql://h/d?" + pair).parameters().values())
        .isEmpty();
  }
}
