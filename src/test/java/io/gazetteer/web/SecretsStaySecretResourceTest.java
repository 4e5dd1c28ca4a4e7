package io.gazetteer.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.testing.AwsAccount;
import io.gazetteer.testing.Certificates;
import io.gazetteer.testing.Leaks;
import io.gazetteer.testing.LogRecorder;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.RdsFront;
import io.gazetteer.testing.SecretFiles;
import io.gazetteer.testing.SecretStores;
import io.gazetteer.testing.SecuredPostgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StsFront;
import io.gazetteer.testing.TlsPostgres;
import io.gazetteer.testing.WorkflowBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs and tests with marked secrets, right and wrong ones, then looks for the marks wherever the
 * service says or keeps something.
 */
@ServiceTest
@QuarkusTestResource(value = SecretStores.class, restrictToAnnotatedClass = true)
@Tag("slow")
class SecretsStaySecretResourceTest {

  private static final String ROLE = "arn:aws:iam::123456789012:role/catalogue";
  private static final String PASSWORD = "elephant-password";
  private static final String KEY_PASSWORD = "elephant-key-password";
  private static final String EXTERNAL_ID = "elephant-external-id";
  private static final Certificates.Authority CA = Certificates.authority("Marked CA");
  private static final Certificates.Signed CLIENT = CA.client("certified");
  private static final String KEY = CLIENT.encryptedKey(KEY_PASSWORD);

  /** Passwords, keys and tokens of ours begin so; those of the stand-ins begin like the others. */
  private static final List<String> MARKS =
      List.of(
          "elephant",
          "marked-",
          "secret-of-",
          "token-of-",
          "X-Amz-Signature",
          TlsPostgres.PASSWORD,
          KEY.lines().skip(1).findFirst().orElseThrow());

  /** Of what does not work; the others would fail in the same words. */
  private static final Set<String> CRAWLED =
      Set.of("wrong password", "wrong vault", "closed vault", "wrong external id");

  @Inject Jdbi jdbi;
  @Inject ObjectMapper json;

  @ConfigProperty(name = "gazetteer.files.folder")
  Path files;

  @ConfigProperty(name = "gazetteer.export.stores.local.folder")
  Path published;

  @ConfigProperty(name = "gazetteer.publish.spool-folder")
  Path spool;

  private final List<String> answers = new CopyOnWriteArrayList<>();
  private TlsPostgres tls;
  private RdsFront rds;
  private StsFront sts;

  @BeforeEach
  void listen() {
    RestAssured.filters(
        (request, specification, context) -> {
          Response answer = context.next(request, specification);
          answers.add(answer.headers() + "\n" + answer.asString());
          return answer;
        });
    AwsAccount account =
        new AwsAccount(Clock.systemUTC())
            .sessionOf(
                "crawler",
                "AKIDMARKED",
                "elephant-secret-key",
                "elephant-session-token",
                Instant.MAX)
            .role(ROLE, "crawler", Optional.of(EXTERNAL_ID))
            .mayConnect(ROLE, "iam_marked");
    Postgres.execute(
        "postgres",
        "DO $$ BEGIN CREATE ROLE iam_marked LOGIN;"
            + " EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    role("plain_marked", PASSWORD);
    role("env_marked", SecretStores.IN_ENVIRONMENT);
    role("file_marked", SecretStores.IN_FILE);
    role("vault_marked", SecretStores.IN_VAULT);
    role("aws_marked", SecretStores.IN_AWS);
    tls = TlsPostgres.start(CA);
    tls.show(CA.server("localhost"));
    rds = RdsFront.start(account, SecretStores.REGION, Postgres.port(), CA.server("localhost"));
    sts = StsFront.start(account, SecretStores.REGION);
  }

  @AfterEach
  void stop_listening() {
    RestAssured.replaceFiltersWith(List.of());
    tls.close();
    rds.close();
    sts.close();
  }

  private static void role(String name, String password) {
    SecuredPostgres.execute(
        "postgres",
        "DO $$ BEGIN CREATE ROLE %s LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$; ALTER ROLE %s PASSWORD '%s'"
            .formatted(name, name, password));
  }

  private ObjectNode credential(int port, String authType, String username) {
    ObjectNode body = json.createObjectNode();
    body.put("name", "marked " + username).put("host", "localhost").put("port", port);
    body.put("authType", authType).put("username", username);
    body.put("connectorConfigName", "atlan-connectors-postgres");
    body.putObject("extra").put("database", "postgres");
    return body;
  }

  private ObjectNode basic(String username, String password) {
    return credential(SecuredPostgres.port(), "basic", username).put("password", password);
  }

  /** Every credential under a name that tells whether it works. */
  private Map<String, ObjectNode> credentials() {
    Map<String, ObjectNode> all = new LinkedHashMap<>();
    all.put("ok password", basic("plain_marked", PASSWORD));
    all.put("ok variable", basic("env_marked", "env:SOURCE_SECRET_SHOP"));
    all.put("ok file", basic("file_marked", "file:" + SecretStores.FOLDER.resolve("shop")));
    all.put("ok vault", basic("vault_marked", "vault:kv/sources/shop#password"));
    all.put("ok aws", basic("aws_marked", "aws-sm:shop#password"));
    all.put("wrong password", basic("plain_marked", "elephant-wrong"));
    all.put("wrong variable", basic("plain_marked", "env:SOURCE_SECRET_SHOP"));
    all.put("wrong file", basic("plain_marked", "file:" + SecretStores.FOLDER.resolve("shop")));
    all.put("wrong vault", basic("plain_marked", "vault:kv/sources/shop#password"));
    all.put("wrong aws", basic("plain_marked", "aws-sm:shop#password"));
    all.put("closed vault", basic("plain_marked", "vault:kv/sources/closed#password"));
    all.put("wrong key", basic("plain_marked", "aws-sm:shop#none"));
    all.put("ok tls", withKey(KEY_PASSWORD, KEY));
    all.put("other user by tls", withKey(KEY_PASSWORD, KEY).put("username", "by_scram_not"));
    all.put("ok role", asRole(EXTERNAL_ID, "elephant-secret-key"));
    all.put("wrong external id", asRole("elephant-other-id", "elephant-secret-key"));
    all.put("wrong secret key", asRole(EXTERNAL_ID, "elephant-other-key"));
    return all;
  }

  private ObjectNode withKey(String keyPassword, String key) {
    ObjectNode body =
        credential(tls.port(), "basic", "certified").put("password", TlsPostgres.PASSWORD);
    body.withObject("/extra")
        .put("sslmode", "verify-full")
        .put("sslrootcert", CA.pem())
        .put("sslcert", CLIENT.pem())
        .put("sslkey", key)
        .put("sslpassword", keyPassword);
    return body;
  }

  private ObjectNode asRole(String externalId, String secretKey) {
    ObjectNode body = credential(rds.port(), "iam_role", "iam_marked");
    body.withObject("/extra")
        .put("aws_region", SecretStores.REGION)
        .put("aws_role_arn", ROLE)
        .put("aws_external_id", externalId)
        .put("aws_sts_endpoint", sts.endpoint().toString())
        .put("aws_access_key_id", "AKIDMARKED")
        .put("aws_secret_access_key", secretKey)
        .put("aws_session_token", "elephant-session-token")
        .put("sslrootcert", CA.pem());
    return body;
  }

  /**
   * Stores and tests each credential, and crawls with some; what works must work and the rest must
   * not.
   */
  private void useAll() {
    credentials()
        .forEach(
            (name, body) -> {
              boolean works = name.startsWith("ok ");
              Response tested =
                  Service.asAdmin().body(body.toString()).post("/api/v1/connections/test");
              assertThat(tested.jsonPath().getBoolean("ok"))
                  .as(name + ": " + tested.asString())
                  .isEqualTo(works);
              String guid =
                  Service.asAdmin()
                      .body(body.toString())
                      .post("/api/service/credentials?testCredential=false")
                      .then()
                      .statusCode(200)
                      .extract()
                      .path("id");
              Service.asAdmin().get("/api/service/credentials/" + guid);
              Service.asAdmin().body(body.toString()).post("/api/service/credentials/" + guid);
              if (works || CRAWLED.contains(name)) {
                crawl(name, body, works);
              }
            });
  }

  private void crawl(String name, ObjectNode credential, boolean works) {
    WorkflowBuilder workflow =
        WorkflowBuilder.aWorkflow()
            .including("{\"^postgres$\":[\"^public$\"]}")
            .with("publish", "true");
    ObjectNode definition = workflow.definition();
    ((ObjectNode) definition.at("/payload/0")).set("body", credential);
    Service.asAdmin()
        .body(definition.toString())
        .post("/api/service/workflows?submit=true")
        .then()
        .statusCode(200);
    // The same again, as after a fault of the network.
    Service.asAdmin().body(definition.toString()).post("/api/service/workflows?submit=true");
    String run = Service.latestRun(workflow.name());
    String state = Service.awaitEnd(run).getString("run.state");
    assertThat(state).as(name).isEqualTo(works ? "SUCCEEDED" : "FAILED");
    Service.log(run);
    for (String path :
        List.of(
            "/api/v1/workflows/" + workflow.name(),
            "/api/service/workflows/" + workflow.name(),
            "/workflows/v1/config/" + workflow.name() + "?type=workflows",
            "/workflows/v1/status/" + workflow.name() + "/" + run,
            "/api/v1/runs/" + run + "/publication")) {
      Service.asAdmin().get(path);
    }
    PageSession pages = new PageSession();
    for (String path : List.of("/ui/workflows/" + workflow.name(), "/ui/runs/" + run)) {
      assertThat(pages.get(path).statusCode()).isEqualTo(200);
    }
  }

  /** Requests that are refused, and pages that are shown again. */
  private void sendBadRequests() {
    String refused = "env:HOME elephant-behind-it";
    Service.asAdmin()
        .body(basic("plain_marked", "elephant-untested").toString())
        .post("/api/service/credentials?testCredential=true");
    Service.asAdmin().body(basic("x", refused).toString()).post("/api/v1/connections/test");
    Service.asAdmin()
        .body(basic("x", "file:/elephant").toString())
        .post("/api/v1/connections/test");
    Service.asAdmin()
        .body(basic("x", "aws-sm:elephant elephant").toString())
        .post("/api/service/credentials");
    Service.asAdmin()
        .body(withKey("elephant-not-this", KEY).toString())
        .post("/api/service/credentials?testCredential=false");
    Service.asAdmin().body(asRole("elephant!", "x").toString()).post("/api/v1/connections/test");
    Service.asAdmin().body("{\"password\":\"elephant").post("/api/service/credentials");
    Service.asAdmin().body("{\"password\":[\"elephant\"]}").post("/api/service/credentials");
    Service.asAdmin()
        .body("{\"credential\":{\"password\":\"elephant\"}}")
        .post("/api/service/workflows?submit=true");
    PageSession pages = new PageSession();
    for (String path : List.of("/ui/workflows/new/test", "/ui/workflows/new")) {
      pages
          .form()
          .formParam("host", "")
          .formParam("port", "5432")
          .formParam("authType", "iam_role")
          .formParam("username", "reader")
          .formParam("password", PASSWORD)
          .formParam("aws_external_id", EXTERNAL_ID)
          .formParam("aws_secret_access_key", "elephant-secret-key")
          .formParam("aws_session_token", "elephant-session-token")
          .formParam("sslkey", KEY)
          .formParam("sslpassword", KEY_PASSWORD)
          .post(path);
    }
  }

  private void readEverything() {
    for (String path :
        List.of(
            "/api/service/credentials",
            "/api/v1/connections",
            "/api/v1/runs",
            "/api/v1/workflows",
            "/q/metrics",
            "/q/openapi",
            "/q/health")) {
      Service.asAdmin().get(path);
    }
    Service.asAdmin().post("/api/v1/secrets/rotation").then().statusCode(200);
    for (String index : List.of("workflows", "runs")) {
      Service.asAdmin()
          .body("{\"size\": 100, \"query\": {\"match_all\": {}}}")
          .post("/api/service/" + index + "/indexsearch")
          .then()
          .statusCode(200);
    }
    Service.search("{\"size\": 200, \"query\": {\"match_all\": {}}}", "connectionQualifiedName");
  }

  private static List<String> leaks(List<String> texts) {
    return Leaks.of(MARKS, texts);
  }

  @Test
  void no_marked_secret_is_in_any_answer_log_metric_page_row_or_file() throws IOException {
    List<String> logged;
    try (LogRecorder log = new LogRecorder()) {
      useAll();
      ApplicationCalls.with(basic("plain_marked", PASSWORD));
      ApplicationCalls.with(basic("plain_marked", "elephant-untested"));
      sendBadRequests();
      readEverything();
      logged = log.lines();
    }
    assertThat(logged).as("the driver was listened to").anyMatch(line -> line.contains("FE=>"));
    assertThat(logged).hasSizeGreaterThan(500);
    assertThat(answers).hasSizeGreaterThan(150).anyMatch(answer -> answer.contains("gazetteer"));

    assertThat(leaks(answers)).as("answers").isEmpty();
    assertThat(leaks(logged)).as("log").isEmpty();
    List<String> rows = Leaks.rows(jdbi);
    for (String table : List.of("credential", "run_log", "workflow", "audit_event")) {
      assertThat(rows).anyMatch(row -> row.startsWith(table + ": "));
    }
    assertThat(leaks(rows)).as("store").isEmpty();
    assertThat(leaks(Leaks.files(files))).as("files").isEmpty();
    assertThat(Leaks.files(published)).anyMatch(file -> file.contains("plain_marked"));
    assertThat(leaks(Leaks.files(published))).as("published").isEmpty();
    assertThat(leaks(Leaks.files(spool))).as("spool").isEmpty();
  }

  @Test
  void the_search_finds_a_mark_wherever_one_is_left() throws IOException {
    String mark = "elephant-that-leaks";
    try (LogRecorder log = new LogRecorder()) {
      Logger.getLogger(getClass()).debug("a password is " + mark);
      assertThat(leaks(log.lines())).hasSize(1);
    }
    Service.asAdmin().get("/api/v1/runs/" + mark);
    assertThat(leaks(answers)).isNotEmpty();
    jdbi.useHandle(
        handle -> {
          handle.begin();
          handle.execute(
              "INSERT INTO audit_event (at, who, action, what) VALUES (now(), 'a', 'b', ?)", mark);
          handle.commit();
        });
    try {
      assertThat(leaks(Leaks.rows(jdbi))).hasSize(1);
    } finally {
      jdbi.useHandle(handle -> handle.execute("DELETE FROM audit_event WHERE what = ?", mark));
    }
    Path file = Files.createDirectories(files).resolve("leak");
    SecretFiles.write(file, mark);
    try {
      assertThat(leaks(Leaks.files(files))).hasSize(1);
    } finally {
      Files.delete(file);
    }
    assertThat(
            leaks(
                List.of(
                    HexFormat.of().formatHex(mark.getBytes(StandardCharsets.UTF_8)),
                    Base64.getEncoder().encodeToString(mark.getBytes(StandardCharsets.UTF_8)),
                    "nothing")))
        .hasSize(2);
  }
}
