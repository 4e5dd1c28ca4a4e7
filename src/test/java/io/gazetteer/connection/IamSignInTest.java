package io.gazetteer.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.gazetteer.common.AppException;
import io.gazetteer.connection.aws.AssumedRole;
import io.gazetteer.connection.aws.AwsError;
import io.gazetteer.connection.aws.AwsIdentity;
import io.gazetteer.connection.tls.Tls;
import io.gazetteer.connection.tls.TlsMode;
import io.gazetteer.source.SourceError;
import io.gazetteer.testing.AwsAccount;
import io.gazetteer.testing.Certificates;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.RdsFront;
import io.gazetteer.testing.SettableClock;
import io.gazetteer.testing.StsFront;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in with IAM, against stand-ins that compute every signature anew. */
class IamSignInTest {

  private static final String REGION = "eu-west-1";
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String USER = "iam_reader";
  private static final String ROLE = "arn:aws:iam::123456789012:role/catalogue";
  private static final AwsIdentity CRAWLER =
      new AwsIdentity.Keys("AKIDCRAWLER", "crawler-secret", Optional.empty());
  private static final Certificates.Authority CA = Certificates.authority("Test RDS CA");
  private static final Certificates.Signed CERTIFICATE = CA.server("localhost");

  private final SettableClock amazon = new SettableClock(Instant.now());
  private final SettableClock ours = new SettableClock(Instant.now());
  private final AwsAccount account =
      new AwsAccount(amazon)
          .user("crawler", "AKIDCRAWLER", "crawler-secret")
          .user("stranger", "AKIDSTRANGER", "stranger-secret")
          .role(ROLE, "crawler", Optional.of("external-7"))
          .mayConnect("crawler", USER)
          .mayConnect(ROLE, USER);

  private RdsFront rds;
  private StsFront sts;
  private PhysicalConnection physical;

  @TempDir Path folder;

  @BeforeAll
  static void make_the_database_user() {
    Postgres.execute(
        "postgres", "DROP ROLE IF EXISTS " + USER + "; CREATE ROLE " + USER + " LOGIN");
  }

  @BeforeEach
  void start() {
    rds = RdsFront.start(account, REGION, Postgres.port(), CERTIFICATE);
    sts = StsFront.start(account, REGION);
    physical = Connecting.physical(ours, Map.of());
  }

  @AfterEach
  void stop() {
    rds.close();
    sts.close();
    for (String name : List.of("aws.accessKeyId", "aws.secretAccessKey")) {
      System.clearProperty(name);
    }
    System.clearProperty("aws.sharedCredentialsFile");
  }

  private ConnectionTarget target(SignIn signIn) {
    return new ConnectionTarget(
        "localhost",
        rds.port(),
        Optional.empty(),
        signIn,
        new Tls(TlsMode.VERIFY_FULL, Optional.of(CA.pem()), Optional.empty()));
  }

  private static SignIn asUser(AwsIdentity identity) {
    return new SignIn.IamUser(USER, identity, Optional.of(REGION));
  }

  private SignIn asRole(AwsIdentity caller, Optional<String> externalId) {
    return new SignIn.IamRole(USER, caller, role(externalId, sts.endpoint()), Optional.of(REGION));
  }

  private static AssumedRole role(Optional<String> externalId, URI endpoint) {
    return new AssumedRole(
        ROLE,
        externalId,
        AssumedRole.DEFAULT_SESSION_NAME,
        Optional.empty(),
        Optional.of(endpoint));
  }

  private String userOf(SignIn signIn) throws SQLException {
    try (Connection connection = physical.connect(target(signIn), "postgres", LIMIT);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_user")) {
      row.next();
      return row.getString(1);
    }
  }

  private AppException refused(SignIn signIn) {
    AppException fault =
        catchThrowableOfType(
            AppException.class, () -> physical.connect(target(signIn), "postgres", LIMIT).close());
    assertThat(fault).as("should have been refused").isNotNull();
    return fault;
  }

  private static AppException tokenRefused(AppException fault) {
    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_SIGN_IN_REFUSED);
    assertThat(fault)
        .hasMessageContaining("made for region ")
        .hasMessageContaining("rds-db:connect")
        .hasMessageContaining("GRANT rds_iam TO \"");
    return fault;
  }

  @Test
  void an_access_key_signs_in_as_its_database_user() throws SQLException {
    assertThat(userOf(asUser(CRAWLER))).isEqualTo(USER);
    assertThat(rds.refusals()).isEmpty();
    assertThat(rds.tokens()).hasSize(1);
  }

  @Test
  void a_key_with_a_session_token_signs_in_until_it_ends() throws SQLException {
    account.sessionOf(
        "crawler", "ASIAX", "passing-secret", "passing/token+==", amazon.instant().plusSeconds(60));
    SignIn passing =
        asUser(new AwsIdentity.Keys("ASIAX", "passing-secret", Optional.of("passing/token+==")));

    assertThat(userOf(passing)).isEqualTo(USER);
    amazon.advance(Duration.ofMinutes(2));
    tokenRefused(refused(passing));
    assertThat(rds.refusals()).containsExactly("expired");
  }

  @Test
  void a_role_is_taken_on_with_external_id_and_session_name() throws SQLException {
    assertThat(userOf(asRole(CRAWLER, Optional.of("external-7")))).isEqualTo(USER);
    assertThat(sts.requests())
        .singleElement()
        .satisfies(
            sent ->
                assertThat(sent)
                    .containsEntry("RoleArn", ROLE)
                    .containsEntry("ExternalId", "external-7")
                    .containsEntry("RoleSessionName", "GazetteerSession")
                    .doesNotContainKey("SourceIdentity"));
  }

  @Test
  void an_external_id_that_is_not_given_is_left_out_of_the_call() throws SQLException {
    account.role(ROLE, "crawler", Optional.empty());

    assertThat(userOf(asRole(CRAWLER, Optional.empty()))).isEqualTo(USER);
    assertThat(sts.requests().get(0)).doesNotContainKey("ExternalId");
  }

  @Test
  void session_name_and_source_identity_are_sent_where_given() throws SQLException {
    AssumedRole named =
        new AssumedRole(
            ROLE,
            Optional.of("external-7"),
            "nightly",
            Optional.of("somebody@example.org"),
            Optional.of(sts.endpoint()));

    assertThat(userOf(new SignIn.IamRole(USER, CRAWLER, named, Optional.of(REGION))))
        .isEqualTo(USER);
    assertThat(sts.requests().get(0))
        .containsEntry("RoleSessionName", "nightly")
        .containsEntry("SourceIdentity", "somebody@example.org");
  }

  @Test
  void work_that_outlasts_a_token_and_a_role_still_opens_connections() throws SQLException {
    SignIn role = asRole(CRAWLER, Optional.of("external-7"));
    try (Connection first = physical.connect(target(role), "postgres", LIMIT)) {
      for (int i = 0; i < 6; i++) {
        amazon.advance(Duration.ofMinutes(16));
        ours.advance(Duration.ofMinutes(16));
        assertThat(userOf(role)).isEqualTo(USER);
      }
      assertThat(first.isValid(5)).isTrue();
    }
    assertThat(rds.refusals()).isEmpty();
    assertThat(new HashSet<>(rds.tokens())).as("each connection has its own token").hasSize(7);
    assertThat(sts.requests()).as("roles are kept, but not longer than they last").hasSize(3);
  }

  @Test
  void a_wrong_secret_key_is_refused_with_the_usual_causes() {
    AwsIdentity wrong = new AwsIdentity.Keys("AKIDCRAWLER", "not-it", Optional.empty());

    AppException fault = tokenRefused(refused(asUser(wrong)));
    assertThat(rds.refusals()).containsExactly("signature");
    assertThat(fault).hasMessageContaining("the secret key does not belong to it");
    assertThat(fault.getMessage()).doesNotContain("not-it");
  }

  @Test
  void a_wrong_region_is_refused_and_the_region_used_is_named() {
    SignIn wrong = new SignIn.IamUser(USER, CRAWLER, Optional.of("eu-central-1"));

    assertThat(tokenRefused(refused(wrong))).hasMessageContaining("region eu-central-1");
    assertThat(rds.refusals()).containsExactly("region");
  }

  @Test
  void a_database_user_that_the_policy_does_not_name_is_refused() {
    Postgres.execute("postgres", "DROP ROLE IF EXISTS other_user; CREATE ROLE other_user LOGIN");
    SignIn wrong = new SignIn.IamUser("other_user", CRAWLER, Optional.of(REGION));

    assertThat(tokenRefused(refused(wrong))).hasMessageContaining("user other_user");
    assertThat(rds.refusals()).containsExactly("policy");
  }

  @Test
  void a_token_that_is_old_by_the_servers_clock_is_refused() {
    amazon.advance(Duration.ofMinutes(16));

    assertThat(tokenRefused(refused(asUser(CRAWLER)))).hasMessageContaining("clock");
    assertThat(rds.refusals()).containsExactly("expired");
  }

  @Test
  void a_user_without_rds_iam_is_told_and_the_token_is_not_sent() {
    rds.askForStoredPasswords();

    AppException fault = refused(asUser(CRAWLER));
    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_SIGN_IN_REFUSED);
    assertThat(fault).hasMessageContaining("was not granted rds_iam");
    assertThat(rds.tokens()).isEmpty();
  }

  @Test
  void a_role_that_is_refused_comes_with_the_usual_causes() {
    AwsIdentity stranger =
        new AwsIdentity.Keys("AKIDSTRANGER", "stranger-secret", Optional.empty());

    AppException other = refused(asRole(stranger, Optional.of("external-7")));
    assertThat(other.code()).isEqualTo(AwsError.AWS_ROLE_REFUSED);
    assertThat(other)
        .hasMessageContaining(ROLE)
        .hasMessageContaining("trust policy does not name the caller")
        .hasMessageContaining("external id differs");
    AppException without = refused(asRole(CRAWLER, Optional.empty()));
    assertThat(without.code()).isEqualTo(AwsError.AWS_ROLE_REFUSED);
    assertThat(without)
        .hasMessageContaining("asks for an external id, and none is given")
        .hasMessageNotContaining("marked-text-of-aws");
    assertThat(rds.tokens()).isEmpty();
  }

  @Test
  void keys_that_aws_refuses_are_told_apart() {
    Optional<String> external = Optional.of("external-7");
    AppException unknown =
        refused(asRole(new AwsIdentity.Keys("AKIDNONE", "x", Optional.empty()), external));
    AppException wrong =
        refused(asRole(new AwsIdentity.Keys("AKIDCRAWLER", "not-it", Optional.empty()), external));

    assertThat(unknown.code()).isEqualTo(AwsError.AWS_IDENTITY_REFUSED);
    assertThat(unknown).hasMessageContaining("does not know the access key");
    assertThat(wrong.code()).isEqualTo(AwsError.AWS_IDENTITY_REFUSED);
    assertThat(wrong).hasMessageContaining("secret key does not belong");
  }

  @Test
  void another_error_of_the_token_service_is_named_by_its_code() throws IOException {
    HttpServer odd = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    odd.createContext(
        "/",
        exchange -> {
          byte[] body =
              "<ErrorResponse><Error><Code>Odd</Code><Message>m</Message></Error></ErrorResponse>"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(400, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    odd.start();
    try {
      URI endpoint = URI.create("http://localhost:" + odd.getAddress().getPort());
      AppException fault =
          refused(
              new SignIn.IamRole(
                  USER, CRAWLER, role(Optional.empty(), endpoint), Optional.of(REGION)));

      assertThat(fault.code()).isEqualTo(AwsError.AWS_FAILED);
      assertThat(fault).hasMessageContaining("(Odd)");
    } finally {
      odd.stop(0);
    }
  }

  @Test
  void a_token_service_that_does_not_answer_may_be_tried_again() {
    URI nowhere = sts.endpoint();
    sts.close();

    AppException fault =
        refused(
            new SignIn.IamRole(
                USER, CRAWLER, role(Optional.empty(), nowhere), Optional.of(REGION)));
    assertThat(fault.code()).isEqualTo(AwsError.AWS_UNREACHABLE);
    assertThat(fault.code().retryable()).isTrue();
  }

  @Test
  void a_token_service_at_a_denied_address_is_not_asked() {
    SignIn metadata =
        new SignIn.IamRole(
            USER,
            CRAWLER,
            role(Optional.empty(), URI.create("https://169.254.169.254")),
            Optional.of(REGION));

    assertThat(refused(metadata).code()).isEqualTo(SourceError.SOURCE_ADDRESS_DENIED);
  }

  @Test
  void a_region_that_cannot_be_known_is_asked_for() {
    AppException fault = refused(new SignIn.IamUser(USER, CRAWLER, Optional.empty()));

    assertThat(fault.code()).isEqualTo(AwsError.AWS_REGION_UNKNOWN);
    assertThat(fault).hasMessageContaining("extra.aws_region");
  }

  @Test
  void a_profile_and_the_services_own_identity_sign_too() throws SQLException, IOException {
    Path credentials = folder.resolve("credentials");
    Files.writeString(
        credentials,
        "[catalogue]\naws_access_key_id = AKIDCRAWLER\naws_secret_access_key = crawler-secret\n");
    System.setProperty("aws.sharedCredentialsFile", credentials.toString());
    assertThat(userOf(asUser(new AwsIdentity.Profile("catalogue")))).isEqualTo(USER);
    AppException unknown = refused(asUser(new AwsIdentity.Profile("other")));
    assertThat(unknown.code()).isEqualTo(AwsError.AWS_IDENTITY_MISSING);
    // Commands say it, too, which are no service.
    assertThat(unknown)
        .hasMessageContaining("that it has keys in this program's AWS configuration");

    System.setProperty("aws.accessKeyId", "AKIDCRAWLER");
    System.setProperty("aws.secretAccessKey", "crawler-secret");
    assertThat(userOf(asRole(new AwsIdentity.Own(), Optional.of("external-7")))).isEqualTo(USER);
  }

  @Test
  void iam_without_certain_tls_is_refused_before_anything_is_sent() {
    for (TlsMode mode : List.of(TlsMode.DISABLE, TlsMode.ALLOW, TlsMode.PREFER)) {
      ConnectionTarget unsafe =
          new ConnectionTarget(
              "localhost", rds.port(), Optional.empty(), asUser(CRAWLER), Tls.of(mode));
      AppException fault =
          catchThrowableOfType(
              AppException.class, () -> physical.connect(unsafe, "postgres", LIMIT).close());
      assertThat(fault.code()).isEqualTo(ConnectionError.TLS_REQUIRED);
    }
    assertThat(rds.tokens()).isEmpty();
  }

  @Test
  void no_token_stands_in_the_address_or_in_what_the_driver_tells_of_a_connection()
      throws SQLException {
    SignIn role = asRole(CRAWLER, Optional.of("external-7"));
    try (Connection connection = physical.connect(target(role), "postgres", LIMIT)) {
      assertThat(connection.getMetaData().getURL()).doesNotContain("X-Amz", "secret-of");
      assertThat(connection.getClientInfo().toString()).doesNotContain("X-Amz", "secret-of");
    }
  }

  @Test
  void nothing_secret_is_printed() {
    assertThat(target(asRole(CRAWLER, Optional.of("external-7"))).toString())
        .contains("AKIDCRAWLER")
        .doesNotContain("crawler-secret", "BEGIN CERTIFICATE");
  }

  @Test
  void no_token_goes_to_an_address_of_its_own_without_a_verified_name() {
    DriverParameters elsewhere = new DriverParameters(Map.of("hostaddr", "127.0.0.1"));
    ConnectionTarget target =
        new ConnectionTarget(
                "localhost",
                rds.port(),
                Optional.empty(),
                asUser(CRAWLER),
                new Tls(TlsMode.VERIFY_CA, Optional.of(CA.pem()), Optional.empty()))
            .withParameters(elsewhere);

    AppException fault =
        catchThrowableOfType(
            AppException.class, () -> physical.connect(target, "postgres", LIMIT).close());

    assertThat(fault.code()).isEqualTo(ConnectionError.TLS_REQUIRED);
    assertThat(rds.tokens()).isEmpty();
  }
}
