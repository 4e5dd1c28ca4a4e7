package io.gazetteer.crawl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.testing.AwsAccount;
import io.gazetteer.testing.Certificates;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.RdsFront;
import io.gazetteer.testing.Recorded;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StsFront;
import io.restassured.path.json.JsonPath;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Crawls that sign in with IAM, from what the Python SDK sends to the assets found. */
@ServiceTest
@Tag("slow")
class IamCrawlResourceTest {

  private static final String REGION = "eu-west-1";
  private static final String ROLE = "arn:aws:iam::123456789012:role/catalogue";
  private static final String USER = "iam_crawler";
  private static final Certificates.Authority CA = Certificates.authority("Crawl CA");

  private final AwsAccount account =
      new AwsAccount(Clock.systemUTC())
          .user("crawler", "AKIDCRAWL", "elephant-secret")
          .role(ROLE, "crawler", Optional.of("ext-crawl"))
          .mayConnect("crawler", USER)
          .mayConnect(ROLE, USER);

  private RdsFront rds;
  private StsFront sts;
  private String database;

  @BeforeEach
  void start() {
    Postgres.execute(
        "postgres",
        """
        DO $$ BEGIN CREATE ROLE iam_crawler LOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$\
        """);
    database = Postgres.createDatabase("by_iam");
    Postgres.execute(database, "CREATE TABLE public.told (a int)");
    rds = RdsFront.start(account, REGION, Postgres.port(), CA.server("localhost"));
    sts = StsFront.start(account, REGION);
  }

  @AfterEach
  void stop() {
    rds.close();
    sts.close();
  }

  /** A recorded creation, led to the stand-ins. */
  private ObjectNode creation(String flow) {
    ObjectNode body = Recorded.creation(flow);
    for (JsonNode parameter : body.at("/spec/templates/0/dag/tasks/0/arguments/parameters")) {
      if (parameter.path("name").asText().endsWith("clude-filter")) {
        ((ObjectNode) parameter).put("value", "{}");
      }
    }
    ObjectNode credential = (ObjectNode) body.at("/payload/0/body");
    credential.put("host", "localhost").put("port", rds.port());
    credential
        .withObject("/extra")
        .put("database", database)
        .put("username", USER)
        .put("aws_region", REGION)
        .put("sslrootcert", CA.pem());
    return body;
  }

  private ObjectNode asRole() {
    ObjectNode body = creation("13_run_direct_iam_role");
    ((ObjectNode) body.at("/payload/0/body/extra"))
        .put("aws_role_arn", ROLE)
        .put("aws_external_id", "ext-crawl")
        .put("aws_sts_endpoint", sts.endpoint().toString())
        .put("aws_access_key_id", "AKIDCRAWL")
        .put("aws_secret_access_key", "elephant-secret");
    return body;
  }

  private static JsonPath crawled(ObjectNode body) {
    Service.asAdmin()
        .body(body.toString())
        .post("/api/service/workflows?submit=true")
        .then()
        .statusCode(200);
    return Service.awaitLatest(body.at("/metadata/name").asText());
  }

  private static void assertTold(ObjectNode body) {
    String text = body.toString();
    int from = text.indexOf("default/postgres/");
    String connection = text.substring(from).replaceAll("^(default/postgres/[0-9]+).*", "$1");
    assertThat(Service.assetsOf(connection, "name"))
        .extracting(asset -> asset.get("displayText"))
        .contains("told");
  }

  @Test
  void an_iam_user_of_the_python_sdk_crawls() {
    ObjectNode body = creation("12_run_direct_iam_user");
    ((ObjectNode) body.at("/payload/0/body"))
        .put("username", "AKIDCRAWL")
        .put("password", "elephant-secret");

    JsonPath run = crawled(body);
    assertThat(run.getString("run.state")).as(run.prettify()).isEqualTo("SUCCEEDED");
    assertTold(body);
    assertThat(rds.refusals()).isEmpty();
    assertThat(rds.tokens()).hasSizeGreaterThan(1);
  }

  @Test
  void an_iam_role_crawls_and_no_secret_of_it_is_in_any_log_or_answer() {
    List<String> logged = Collections.synchronizedList(new ArrayList<>());
    ObjectNode body = asRole();
    JsonPath run = listening(logged, () -> crawled(body));

    assertThat(run.getString("run.state")).as(run.prettify()).isEqualTo("SUCCEEDED");
    assertTold(body);
    String name = run.getString("run.name");
    String workflow = body.at("/metadata/name").asText();
    List<String> told = new ArrayList<>(logged);
    told.addAll(Service.log(name));
    for (String path :
        List.of(
            "/api/v1/runs/" + name,
            "/api/service/credentials",
            "/api/v1/workflows/" + workflow,
            "/q/metrics")) {
      told.add(Service.asAdmin().get(path).asString());
    }
    assertThat(logged).as("the driver was listened to").anyMatch(line -> line.contains("FE=>"));
    assertThat(String.join("\n", told))
        .doesNotContain("elephant-secret", "secret-of-", "token-of-", "X-Amz-Signature");
  }

  /** Everything that is logged meanwhile at any level that the configuration lets through. */
  private static JsonPath listening(List<String> logged, Supplier<JsonPath> work) {
    Handler all =
        new Handler() {
          private final SimpleFormatter formatter = new SimpleFormatter();

          @Override
          public void publish(LogRecord entry) {
            // What the client of this test sends is its own affair.
            if (!String.valueOf(entry.getLoggerName()).startsWith("org.apache.http")) {
              logged.add(formatter.format(entry));
            }
          }

          @Override
          public void flush() {
            // Nothing is held back.
          }

          @Override
          public void close() {
            // Nothing is open.
          }
        };
    all.setLevel(Level.ALL);
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    List<Handler> others = Arrays.asList(root.getHandlers());
    List<Level> levels = others.stream().map(Handler::getLevel).toList();
    others.forEach(handler -> handler.setLevel(Level.OFF));
    root.addHandler(all);
    root.setLevel(Level.ALL);
    try {
      return work.get();
    } finally {
      root.setLevel(before);
      root.removeHandler(all);
      for (int i = 0; i < others.size(); i++) {
        others.get(i).setLevel(levels.get(i));
      }
    }
  }

  @Test
  void a_refused_role_fails_the_run_with_the_usual_causes() {
    ObjectNode body = asRole();
    ((ObjectNode) body.at("/payload/0/body/extra")).put("aws_external_id", "another");

    JsonPath run = crawled(body);
    assertThat(run.getString("run.state")).isEqualTo("FAILED");
    assertThat(run.prettify())
        .contains("AWS does not let the access key given assume role " + ROLE)
        .contains("the external id differs from the one in the trust policy");
  }

  @Test
  void a_test_names_the_step_and_the_causes_and_a_bad_request_is_refused() {
    ObjectNode wrong = (ObjectNode) asRole().at("/payload/0/body");
    wrong.withObject("/extra").put("aws_region", "us-east-1");
    Service.asAdmin()
        .body(wrong.toString())
        .post("/api/service/credentials/test")
        .then()
        .statusCode(200)
        .body("message", containsString("Sign in: "))
        .body("message", containsString("secret key does not belong"));
    ObjectNode unsafe = creation("12_run_direct_iam_user");
    ((ObjectNode) unsafe.at("/payload/0/body/extra")).remove("sslrootcert");
    ((ObjectNode) unsafe.at("/payload/0/body/extra")).put("sslmode", "prefer");
    Service.asAdmin()
        .body(unsafe.toString())
        .post("/api/service/workflows?submit=true")
        .then()
        .statusCode(400)
        .body("errorMessage", containsString("payload[0].body.extra.sslmode: must be require"));
  }
}
