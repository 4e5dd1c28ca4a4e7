package io.gazetteer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.SignIn;
import io.gazetteer.connection.tls.TlsMode;
import io.gazetteer.testing.Commands;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What options, URI, service file, variables and password file lead to. */
class SourceTargetTest {

  @TempDir Path home;

  private final StringWriter told = new StringWriter();

  private ConnectionTarget target(Commands shell, String... arguments) {
    ServerOptions options = new ServerOptions();
    new CommandLine(
            CommandLine.Model.CommandSpec.wrapWithoutInspection(null)
                .addMixin("s", CommandLine.Model.CommandSpec.forAnnotatedObject(options)))
        .parseArgs(arguments);
    FieldErrors errors = new FieldErrors();
    ConnectionTarget target =
        SourceTarget.of(options, shell.home(home).environment(new StringWriter(), told), errors);
    errors.throwIfAny(CommandError.COMMAND_INVALID);
    return target;
  }

  private static String password(ConnectionTarget target) {
    return ((SignIn.Basic) target.signIn()).password();
  }

  private Path secretFile(String name, String text) throws IOException {
    Path file = Files.writeString(home.resolve(name), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void a_uri_is_read_with_its_escapes() {
    ConnectionTarget target =
        target(
            Commands.shell(),
            "postgresql://re%40der@db.example.com:6432/my%2Fshop?sslmode=require");
    assertThat(target.server()).isEqualTo("db.example.com:6432");
    assertThat(target.database()).contains("my/shop");
    assertThat(target.signIn().username()).isEqualTo("re@der");
    assertThat(target.tls().mode()).isEqualTo(TlsMode.REQUIRE);
    assertThat(target(Commands.shell(), "postgres://[::1]:5/").server()).isEqualTo("[::1]:5");
    assertThat(target(Commands.shell(), "postgres:///x+y").database()).contains("x+y");
    assertThat(target(Commands.shell(), "postgresql://?host=h&port=7&user=u&dbname=d").server())
        .isEqualTo("h:7");
  }

  @Test
  void with_nothing_given_everything_at_this_machine_is_meant() {
    ConnectionTarget target = target(Commands.shell());
    assertThat(target.server()).isEqualTo("localhost:5432");
    assertThat(target.database()).isEmpty();
    assertThat(target.signIn().username()).isEqualTo("somebody");
    assertThat(target.tls().mode()).isEqualTo(TlsMode.PREFER);
  }

  @Test
  void options_go_before_the_uri_that_before_the_service_file_and_that_before_variables()
      throws IOException {
    Files.writeString(
        home.resolve(".pg_service.conf"),
        """
        # mine
        [other]
        host=no

        [shop]
        host=of-service
        port=2
        user=of-service
        dbname=of-service
        """);
    Commands shell =
        Commands.shell()
            .with("PGSERVICE", "shop")
            .with("PGHOST", "of-variable")
            .with("PGPORT", "1")
            .with("PGUSER", "of-variable")
            .with("PGDATABASE", "of-variable")
            .with("PGSSLMODE", "disable");
    ConnectionTarget target = target(shell, "postgresql://of-uri@/of-uri", "--dbname", "of-option");
    assertThat(target.server()).isEqualTo("of-service:2");
    assertThat(target.signIn().username()).isEqualTo("of-uri");
    assertThat(target.database()).contains("of-option");
    assertThat(target.tls().mode()).isEqualTo(TlsMode.DISABLE);
    assertThatThrownBy(() -> target(shell.with("PGSERVICE", "gone")))
        .hasMessageContaining("is in no service file: gone");
  }

  @Test
  void the_password_is_of_the_variable_else_of_the_file_or_asked_for() throws IOException {
    secretFile(".pgpass", "localhost:5432:postgres:somebody:of-file\n");
    assertThat(password(target(Commands.shell()))).isEqualTo("of-file");
    assertThat(password(target(Commands.shell(), "-d", "another"))).isEmpty();
    assertThat(password(target(Commands.shell().with("PGPASSWORD", "of-variable"))))
        .isEqualTo("of-variable");
    String elsewhere = secretFile("elsewhere", "*:*:*:*:of-elsewhere\n").toString();
    assertThat(password(target(Commands.shell().with("PGPASSFILE", elsewhere))))
        .isEqualTo("of-elsewhere");
    assertThat(password(target(Commands.shell().with("PGPASSWORD", "x").answering("typed"), "-W")))
        .isEqualTo("typed");
    assertThatThrownBy(() -> target(Commands.shell(), "-W")).hasMessageContaining("a terminal");
  }

  @Test
  void a_password_in_a_uri_has_to_be_insisted_on() {
    String uri = "postgresql://u:hush%20hush@h/d";
    assertThatThrownBy(() -> target(Commands.shell(), uri))
        .isInstanceOf(AppException.class)
        .hasMessageContaining("--allow-password-in-uri")
        .hasMessageNotContaining("hush");
    assertThat(password(target(Commands.shell(), uri, "--allow-password-in-uri")))
        .isEqualTo("hush hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://h/d",
        "postgresql://a,b/d",
        "postgresql://h:0/d",
        "postgresql://h:99999/d",
        "postgresql://h:5:6/d",
        "postgresql://h/%zz",
        "postgresql://h/%00",
        "postgresql://h/d?sslmode",
        "postgresql://h/d?sslmode=maybe",
        "postgresql://%2Ftmp/d",
        "postgresql://h/d?sslrootcert=/nonexistent/ca",
        "postgresql://h/d?sslcert=/nonexistent/c"
      })
  void what_cannot_be_is_refused(String uri) {
    assertThatThrownBy(() -> target(Commands.shell(), uri)).isInstanceOf(AppException.class);
  }

  @Test
  void what_changes_nothing_is_named_and_ignored() {
    target(Commands.shell(), "postgresql://h/d?keepalives_idle=30&load_balance_hosts=disable");
    assertThat(told.toString())
        .contains("keepalives_idle is ignored", "load_balance_hosts is ignored");
  }

  @Test
  void iam_wants_tls_that_is_checked() {
    ConnectionTarget user =
        target(Commands.shell(), "--iam", "--host", "db.example.com", "--aws-region", "eu-west-1");
    assertThat(user.signIn()).isInstanceOf(SignIn.IamUser.class);
    assertThat(user.tls().mode()).isEqualTo(TlsMode.VERIFY_FULL);
    ConnectionTarget role =
        target(
            Commands.shell().with("GAZETTEER_IAM_EXTERNAL_ID", "external-7"),
            "--iam-role",
            "arn:aws:iam::123456789012:role/catalogue",
            "--aws-profile",
            "work");
    assertThat(((SignIn.IamRole) role.signIn()).assumed().externalId()).contains("external-7");
    assertThatThrownBy(() -> target(Commands.shell(), "--iam", "--aws-region", "Europe"))
        .hasMessageContaining("--aws-region");
  }

  @Test
  void a_key_that_others_can_read_is_refused() throws IOException {
    Path certificate = Files.writeString(home.resolve("c.pem"), "x");
    Path key = Files.writeString(home.resolve("k.pem"), "x");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(
            () ->
                target(
                    Commands.shell(),
                    "--sslcert",
                    certificate.toString(),
                    "--sslkey",
                    key.toString()))
        .hasMessageContaining("group or world access");
  }
}
