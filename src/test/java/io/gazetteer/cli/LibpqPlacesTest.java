package io.gazetteer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.SignIn;
import io.gazetteer.testing.Commands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Connection URIs and service files mean what they mean to libpq of PostgreSQL 18. */
class LibpqPlacesTest {

  @TempDir Path home;

  private ConnectionTarget target(Commands shell, String... arguments) {
    return LibpqParametersTest.target(home, shell, arguments);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sslmode=disable&ssl=true       | disable | require
          ssl=true&sslmode=verify-full   |         | verify-full
          requiressl=1                   | disable | require
          ssl=true                       | disable | require
          requiressl=0                   | require | require
          """)
  void the_last_word_about_tls_in_a_uri_counts_and_before_the_variable(
      String query, String variable, String expected) {
    Commands shell = Commands.shell();
    Commands around = variable == null ? shell : shell.with("PGSSLMODE", variable);
    assertThat(target(around, "postgresql://h/d?" + query).tls().mode().wire()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql://[abc/d               | must have an IPv6 address in brackets
          postgresql://[]/d                 | must have an IPv6 address in brackets
          postgresql://[::1]x/d             | must have an IPv6 address in brackets
          postgresql://h/d?a                | must have name=value
          postgresql://h/d?&user=x          | must have name=value
          postgresql://h/d?user=x&&port=1   | must have name=value
          postgresql://h/d?options=-cgeqo=0 | write = in a value as %3D
          postgresql://h/d?user=a b         | must have no spaces
          postgresql://h/d?ssl=TRUE         | ssl: is not supported
          """)
  void a_uri_that_libpq_rejects_is_rejected(String uri, String words) {
    assertThatThrownBy(() -> target(Commands.shell(), uri)).hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql://h/d?user=x&          | x       | h:5432
          postgresql:// h /d?user= x        | x       | h:5432
          postgresql://h?user=a@b/d         | h?user=a | b:5432
          postgresql://:@h/?user=x          | x       | h:5432
          postgresql://u@[::1]:6432/d       | u       | [::1]:6432
          """)
  void a_uri_is_taken_apart_as_libpq_does(String uri, String user, String server) {
    ConnectionTarget target = target(Commands.shell(), uri);
    assertThat(target.signIn().username()).isEqualTo(user);
    assertThat(target.server()).isEqualTo(server);
  }

  @Test
  void a_service_inside_a_service_is_rejected() throws IOException {
    Files.writeString(
        home.resolve(".pg_service.conf"), "[shop]\nhost=h\nservice=other\n[other]\nhost=evil\n");
    assertThatThrownBy(() -> target(Commands.shell().with("PGSERVICE", "shop")))
        .hasMessageContaining("names another service in line 3");
  }

  @Test
  void in_a_service_the_first_of_two_lines_counts_and_values_keep_their_spaces()
      throws IOException {
    Files.writeString(
        home.resolve(".pg_service.conf"),
        "[shop] # of the shop\nhost=first\nhost=second\nsslmode=require\npassword= a=b\n");
    ConnectionTarget target = target(Commands.shell().with("PGSERVICE", "shop"));
    assertThat(target.server()).isEqualTo("first:5432");
    assertThat(((SignIn.Basic) target.signIn()).password()).isEqualTo(" a=b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          host = x      | without spaces before the =, in line 2
          host          | has no key=value
          ssl=true      | says ssl in line 2
          requiressl=1  | says requiressl in line 2
          nosuch=1      | nosuch: is not supported
          """)
  void a_line_of_a_service_that_libpq_rejects_is_rejected(String line, String words)
      throws IOException {
    Files.writeString(home.resolve(".pg_service.conf"), "[shop]\n" + line + "\n");
    assertThatThrownBy(() -> target(Commands.shell().with("PGSERVICE", "shop")))
        .hasMessageContaining(words);
  }

  @Test
  void a_service_file_that_the_environment_names_has_to_exist() throws IOException {
    Path system = Files.createDirectories(home.resolve("etc"));
    Files.writeString(system.resolve("pg_service.conf"), "[shop]\nhost=of-system\n");
    Commands shell =
        Commands.shell().with("PGSERVICE", "shop").with("PGSYSCONFDIR", system.toString());
    assertThat(target(shell).server()).isEqualTo("of-system:5432");
    assertThatThrownBy(() -> target(shell.with("PGSERVICEFILE", home.resolve("no").toString())))
        .hasMessageContaining("file that PGSERVICEFILE names does not exist");
  }

  @Test
  void a_byte_that_is_not_utf8_in_a_service_file_spoils_no_other_service() throws IOException {
    Files.write(
        home.resolve(".pg_service.conf"),
        "# caf\u00e9\n[old]\nuser=m\u00fcller\n[shop]\nhost=of-service\n"
            .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(target(Commands.shell().with("PGSERVICE", "shop")).server())
        .isEqualTo("of-service:5432");
  }

  @Test
  void a_colon_in_the_password_of_a_uri_belongs_to_it() {
    ConnectionTarget target =
        target(Commands.shell(), "postgresql://u:a:b@h/d", "--allow-password-in-uri");
    assertThat(((SignIn.Basic) target.signIn()).password()).isEqualTo("a:b");
  }
}
