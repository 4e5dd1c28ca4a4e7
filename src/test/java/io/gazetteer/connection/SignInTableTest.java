package io.gazetteer.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.aws.AssumedRole;
import io.gazetteer.connection.aws.AwsIdentity;
import io.gazetteer.connection.tls.Tls;
import io.gazetteer.connection.tls.TlsMode;
import io.gazetteer.testing.AwsAccount;
import io.gazetteer.testing.Certificates;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.RdsFront;
import io.gazetteer.testing.StsFront;
import io.gazetteer.testing.TlsPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way to sign in and every state of a server's TLS, tried in every mode against real servers.
 * What comes out is the table in docs/connecting.md; run with {@code -Dtable.write=true} to write
 * it.
 */
@Tag("slow")
class SignInTableTest {

  private static final Path PAGE = Path.of("docs/connecting.md");
  private static final Path TRIED = Path.of("target/connecting.md");
  private static final String BEGIN = "<!-- table: written by SignInTableTest -->\n";
  private static final String END = "<!-- end of table -->\n";
  private static final String REGION = "eu-west-1";
  private static final String ROLE = "arn:aws:iam::123456789012:role/catalogue";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final Certificates.Authority RIGHT = Certificates.authority("Right CA");
  private static final Certificates.Authority WRONG = Certificates.authority("Wrong CA");
  private static final AwsIdentity KEYS =
      new AwsIdentity.Keys("AKIDTABLE", "table-secret", Optional.empty());

  private static TlsPostgres server;
  private static RdsFront rds;
  private static StsFront sts;

  private final PhysicalConnection physical = Connecting.physical(Clock.systemUTC(), Map.of());

  @TempDir static Path folder;

  @BeforeAll
  static void start() {
    server = TlsPostgres.start(RIGHT);
    Postgres.execute("postgres", "DROP ROLE IF EXISTS table_user; CREATE ROLE table_user LOGIN");
    AwsAccount account =
        new AwsAccount(Clock.systemUTC())
            .user("crawler", "AKIDTABLE", "table-secret")
            .role(ROLE, "crawler", Optional.empty())
            .mayConnect("crawler", "table_user")
            .mayConnect(ROLE, "table_user");
    rds = RdsFront.start(account, REGION, Postgres.port(), RIGHT.server("localhost"));
    sts = StsFront.start(account, REGION);
  }

  @AfterAll
  static void stop() {
    server.close();
    rds.close();
    sts.close();
  }

  /** One line of the table: the same server and user in every mode. */
  private record Line(String name, Function<TlsMode, ConnectionTarget> target) {}

  private static ConnectionTarget to(int port, SignIn signIn, Tls tls) {
    return new ConnectionTarget("localhost", port, Optional.empty(), signIn, tls);
  }

  private static SignIn password(String user) {
    return new SignIn.Basic(user, TlsPostgres.PASSWORD);
  }

  /** The CA is given where a mode looks at it. */
  private static Tls with(Certificates.Authority ca, TlsMode mode, Optional<Tls.Client> client) {
    return new Tls(mode, mode.verifies() ? Optional.of(ca.pem()) : Optional.empty(), client);
  }

  private static Line line(String name, String user) {
    return line(name, user, RIGHT, Optional.empty());
  }

  private static Line line(
      String name, String user, Certificates.Authority ca, Optional<Tls.Client> client) {
    return new Line(name, mode -> to(server.port(), password(user), with(ca, mode, client)));
  }

  private static Line iam(String name, SignIn signIn) {
    return new Line(name, mode -> to(rds.port(), signIn, with(RIGHT, mode, Optional.empty())));
  }

  private static Tls.Client client(Certificates.Signed signed) {
    return new Tls.Client(signed.pem(), signed.key(), Optional.empty());
  }

  private String outcome(ConnectionTarget target) {
    try (Connection connection = physical.connect(target, "postgres", LIMIT);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")) {
      row.next();
      // Behind the stand-in for RDS the real server sees loopback; the stand-in takes nothing but
      // TLS.
      return row.getBoolean(1) || target.port() == rds.port() ? "TLS" : "plain";
    } catch (AppException fault) {
      return fault.code().name();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private Stream<String> rows(Line... lines) {
    return Arrays.stream(lines)
        .map(
            line ->
                "| %s | %s |\n"
                    .formatted(
                        line.name(),
                        Arrays.stream(TlsMode.values())
                            .map(mode -> outcome(line.target().apply(mode)))
                            .collect(Collectors.joining(" | "))));
  }

  private static String head() {
    return "| server and authentication method | %s |\n|---|%s\n"
        .formatted(
            Arrays.stream(TlsMode.values())
                .map(mode -> "`" + mode.wire() + "`")
                .collect(Collectors.joining(" | ")),
            "---|".repeat(TlsMode.values().length));
  }

  private String table() {
    StringBuilder table = new StringBuilder(head());
    server.stopTls();
    rows(
            line("No TLS; password, SCRAM", "by_scram"),
            line("No TLS; password, md5", "by_md5"),
            line("No TLS; password asked for in clear", "in_clear"))
        .forEach(table::append);
    server.show(RIGHT.server("localhost"));
    rows(
            line("Right CA; password, SCRAM", "by_scram"),
            line("Right CA; password, md5", "by_md5"),
            line("Right CA; password asked for in clear", "in_clear"),
            line("Right CA; user may use TLS alone (`hostssl`)", "only_tls"),
            line("Right CA; user may not use TLS (`hostnossl`)", "only_plain"),
            line(
                "`clientcert=verify-full`; the user's own certificate",
                "certified",
                RIGHT,
                Optional.of(client(RIGHT.client("certified")))),
            line("`clientcert=verify-full`; no certificate", "certified"),
            line(
                "`clientcert=verify-full`; certificate of another user",
                "certified",
                RIGHT,
                Optional.of(client(RIGHT.client("somebody")))),
            line(
                "`clientcert=verify-full`; the user's certificate has expired",
                "certified",
                RIGHT,
                Optional.of(client(RIGHT.expiredClient("certified")))),
            line("Another CA given", "by_scram", WRONG, Optional.empty()))
        .forEach(table::append);
    server.show(RIGHT.server("db.example.org"));
    rows(line("Certificate for another host", "by_scram")).forEach(table::append);
    server.show(RIGHT.expiredServer("localhost"));
    rows(line("Certificate expired", "by_scram")).forEach(table::append);
    rows(
            iam("IAM user", new SignIn.IamUser("table_user", KEYS, Optional.of(REGION))),
            iam(
                "IAM role",
                new SignIn.IamRole(
                    "table_user",
                    KEYS,
                    new AssumedRole(
                        ROLE,
                        Optional.empty(),
                        AssumedRole.DEFAULT_SESSION_NAME,
                        Optional.empty(),
                        Optional.of(sts.endpoint())),
                    Optional.of(REGION))))
        .forEach(table::append);
    return table.toString();
  }

  @Test
  void the_table_in_the_documentation_is_what_happens() throws IOException {
    String table = table();
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    Files.writeString(TRIED, page.substring(0, from) + table + page.substring(to));
    assertThat(page.substring(from, to))
        .as("if what happens now is right: cp %s %s", TRIED, PAGE)
        .isEqualTo(table);
  }

  private AppException refused(Tls tls, String user) {
    return catchThrowableOfType(
        AppException.class,
        () -> physical.connect(to(server.port(), password(user), tls), "postgres", LIMIT).close());
  }

  @Test
  void a_certificate_that_is_refused_is_described_with_what_to_do() {
    Tls full = with(RIGHT, TlsMode.VERIFY_FULL, Optional.empty());
    server.show(RIGHT.server("db.example.org"));
    assertThat(refused(full, "by_scram"))
        .hasMessageContaining("is not valid for host localhost")
        .hasMessageContaining("CN=db.example.org, issued by CN=Right CA");
    server.show(RIGHT.expiredServer("localhost"));
    assertThat(refused(full, "by_scram")).hasMessageContaining("has expired");
    server.show(WRONG.server("localhost"));
    assertThat(refused(full, "by_scram"))
        .hasMessageContaining("is not signed by a CA given")
        .hasMessageContaining("issued by CN=Wrong CA");
    assertThat(refused(Tls.of(TlsMode.VERIFY_CA), "by_scram"))
        .hasMessageContaining("signed by a CA that is not trusted here")
        .hasMessageContaining("gazetteer.source.ca-file");
  }

  @Test
  void a_refused_sign_in_names_what_tls_may_have_to_do_with_it() {
    server.show(RIGHT.server("localhost"));
    assertThat(refused(Tls.of(TlsMode.DISABLE), "only_tls"))
        .hasMessageContaining("set the TLS mode to require or stricter");
    assertThat(refused(Tls.of(TlsMode.REQUIRE), "certified"))
        .hasMessageContaining("asks for a client certificate, give one");
    Optional<Tls.Client> other = Optional.of(client(RIGHT.client("somebody")));
    assertThat(refused(with(RIGHT, TlsMode.REQUIRE, other), "certified"))
        .hasMessageContaining("its CN must be the user's name");
  }

  @Test
  void a_client_key_works_in_each_form_that_it_may_come_in() {
    server.show(RIGHT.server("localhost"));
    Certificates.Signed signed = RIGHT.client("certified");
    List<Tls.Client> forms =
        List.of(
            new Tls.Client(signed.pem(), signed.key(), Optional.empty()),
            new Tls.Client(signed.pem(), signed.pkcs1Key(), Optional.empty()),
            new Tls.Client(signed.pem(), signed.encryptedKey("key-word"), Optional.of("key-word")));

    for (Tls.Client form : forms) {
      Tls tls = with(RIGHT, TlsMode.VERIFY_FULL, Optional.of(form));
      assertThat(outcome(to(server.port(), password("certified"), tls))).isEqualTo("TLS");
    }
  }

  @Test
  void the_configured_file_of_cas_counts_where_a_connection_brings_none() throws IOException {
    server.show(RIGHT.server("localhost"));
    Path file = Files.writeString(folder.resolve("cas.pem"), WRONG.pem() + RIGHT.pem());
    PhysicalConnection configured =
        Connecting.physical(Clock.systemUTC(), Map.of("gazetteer.source.ca-file", file.toString()));
    ConnectionTarget target = to(server.port(), password("by_scram"), Tls.of(TlsMode.VERIFY_FULL));

    assertThat(outcome(target)).isEqualTo("SOURCE_CERTIFICATE_REJECTED");
    try (Connection connection = configured.connect(target, "postgres", LIMIT)) {
      assertThat(connection.isValid(5)).isTrue();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
