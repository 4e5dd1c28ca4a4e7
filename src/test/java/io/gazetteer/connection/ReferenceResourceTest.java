package io.gazetteer.connection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.gazetteer.testing.Certificates;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.SecretStores;
import io.gazetteer.testing.SecuredPostgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** References instead of values, as people and programs send them. */
@ServiceTest
@QuarkusTestResource(value = SecretStores.class, restrictToAnnotatedClass = true)
@Tag("slow")
class ReferenceResourceTest {

  private static final String ORDINARY_TOKEN = "token-of-somebody-ordinary-0001";
  private static final String CREDENTIALS = "/api/service/credentials";

  @Inject Jdbi jdbi;

  static Stream<String[]> places() {
    return Stream.of(
        new String[] {"env:SOURCE_SECRET_SHOP", SecretStores.IN_ENVIRONMENT},
        new String[] {"file:" + SecretStores.FOLDER.resolve("shop"), SecretStores.IN_FILE},
        new String[] {"vault:kv/sources/shop#password", SecretStores.IN_VAULT},
        new String[] {"aws-sm:shop#password", SecretStores.IN_AWS});
  }

  @BeforeAll
  static void make_a_role_for_each_password() {
    places()
        .forEach(
            place ->
                SecuredPostgres.execute(
                    "postgres",
                    """
                    DO $$ BEGIN CREATE ROLE "%s" LOGIN;
                    EXCEPTION WHEN duplicate_object THEN NULL; END $$;
                    ALTER ROLE "%s" PASSWORD '%s'\
                    """
                        .formatted(user(place[0]), user(place[0]), place[1])));
    SecuredPostgres.execute(
        "postgres",
        """
        DO $$ BEGIN CREATE ROLE literal LOGIN PASSWORD 'env:SOURCE_SECRET_SHOP';
        EXCEPTION WHEN duplicate_object THEN NULL; END $$\
        """);
  }

  private static String user(String reference) {
    return "by_" + reference.substring(0, reference.indexOf(':')).replace('-', '_');
  }

  @BeforeEach
  void let_somebody_ordinary_sign_in() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                WITH ordinary AS (
                  INSERT INTO app_user (username) VALUES ('ordinary') ON CONFLICT DO NOTHING RETURNING id),
                member AS (
                  INSERT INTO membership (user_id, role_id)
                  SELECT ordinary.id, app_role.id FROM ordinary, app_role WHERE app_role.name = '$member')
                INSERT INTO api_token (user_id, display_name, token_sha256, source, created_at)
                SELECT id, 'test', sha256(convert_to(?, 'UTF8')), 'generated', now() FROM ordinary\
                """,
                ORDINARY_TOKEN));
  }

  private static RequestSpecification asOrdinary() {
    return given()
        .header("Authorization", "Bearer " + ORDINARY_TOKEN)
        .contentType("application/json");
  }

  private static Map<String, Object> credential(String user, String password) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", "by reference");
    body.put("host", "localhost");
    body.put("port", SecuredPostgres.port());
    body.put("authType", "basic");
    body.put("username", user);
    body.put("password", password);
    body.put("extra", Map.of("database", "postgres"));
    return body;
  }

  private static ValidatableResponse test(RequestSpecification who, Map<String, Object> body) {
    return who.body(body).post("/api/v1/connections/test").then();
  }

  @ParameterizedTest
  @MethodSource("places")
  void a_connection_signs_in_with_what_the_reference_leads_to(String reference, String secret) {
    test(Service.asAdmin(), credential(user(reference), reference))
        .statusCode(200)
        .body("ok", equalTo(true))
        .body("steps.find { it.name == 'Read secrets' }.message", containsString(reference))
        .body(not(containsString(secret)));
  }

  @Test
  void a_crawl_reads_the_secret_at_each_connection_and_stores_the_reference_alone() {
    WorkflowBuilder workflow =
        WorkflowBuilder.aWorkflow()
            .at("localhost", SecuredPostgres.port())
            .of("postgres")
            .including("{\"^postgres$\":[]}")
            .as("by_vault", "vault:kv/sources/shop#password");

    assertThat(Service.awaitEnd(workflow.start()).getString("run.state")).isEqualTo("SUCCEEDED");
  }

  @Test
  void a_literal_that_looks_like_a_reference_is_written_with_value_before_it() {
    test(Service.asAdmin(), credential("literal", "value:env:SOURCE_SECRET_SHOP"))
        .statusCode(200)
        .body("ok", equalTo(true))
        .body("steps.name", not(hasItem("Read secrets")));
  }

  @Test
  void a_reference_that_is_not_allowed_is_a_400_that_names_what_to_set_and_quotes_nothing() {
    for (String password :
        new String[] {"env:HOME", "file:/etc/hostname", "file:/proc/self/environ"}) {
      for (String path :
          new String[] {"/api/v1/connections/test", CREDENTIALS + "?testCredential=false"}) {
        Service.asAdmin()
            .body(credential("x", password))
            .post(path)
            .then()
            .statusCode(400)
            .body(containsString("password"))
            .body(not(containsString(password)));
      }
    }
    test(Service.asAdmin(), credential("x", "env:HOME"))
        .body(containsString("gazetteer.secrets.references.allowed-prefixes"))
        .body(containsString("value:"));
    test(Service.asAdmin(), credential("x", "env:not a name"))
        .statusCode(400)
        .body(containsString("env:NAME"));
  }

  @Test
  void every_secret_member_takes_a_reference_and_every_refused_one_is_listed() {
    Map<String, Object> body = credential("AKID", "vault:kv/other#a");
    body.put("authType", "iam_user");
    Map<String, String> extra = new HashMap<>();
    extra.put("username", "reader");
    extra.put("aws_region", "eu-west-1");
    extra.put("aws_session_token", "env:GAZETTEER_SECRETS_KEY");
    extra.put("sslcert", Certificates.authority("A CA").client("reader").pem());
    extra.put("sslkey", "file:/etc/key");
    extra.put("sslpassword", "env:OTHER");
    body.put("extra", extra);

    Service.asAdmin()
        .body(body)
        .post(CREDENTIALS + "?testCredential=false")
        .then()
        .statusCode(400)
        .body("errorMessage", containsString("password: looks like a reference (vault:)"))
        .body(
            "errorMessage",
            containsString("extra.aws_session_token: names a file or variable of this"))
        .body("errorMessage", containsString("extra.sslkey: looks like a reference (file:)"))
        .body("errorMessage", containsString("extra.sslpassword: looks like a reference (env:)"));
  }

  @Test
  void others_than_administrators_may_use_what_is_allowed_to_everybody_alone() {
    test(asOrdinary(), credential("by_vault", "vault:kv/sources/shop#password"))
        .statusCode(200)
        .body("ok", equalTo(true));
    test(asOrdinary(), credential("by_env", "env:SOURCE_SECRET_SHOP"))
        .statusCode(400)
        .body(containsString("gazetteer.secrets.references.allowed-prefixes"));
    String workflow =
        WorkflowBuilder.aWorkflow().as("by_env", "env:SOURCE_SECRET_SHOP").definition().toString();
    asOrdinary()
        .body(workflow)
        .post("/api/service/workflows?submit=true")
        .then()
        .statusCode(400)
        .body("errorMessage", containsString("payload[0].body.password: looks like a reference"));
    String stored =
        Service.asAdmin()
            .body(credential("by_env", "env:SOURCE_SECRET_SHOP"))
            .post(CREDENTIALS + "?testCredential=false")
            .then()
            .statusCode(200)
            .extract()
            .path("id");
    Map<String, Object> elsewhere = credential("by_env", null);
    elsewhere.put("port", Postgres.port());
    asOrdinary()
        .body(elsewhere)
        .post(CREDENTIALS + "/" + stored)
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("CREDENTIAL_WITHOUT_SECRET"));
  }

  @Test
  void what_cannot_be_read_fails_the_tests_own_step_with_the_usual_causes() {
    Map<String, String> causes =
        Map.of(
            "env:SOURCE_SECRET_NONE",
            "is not set",
            "file:" + SecretStores.FOLDER.resolve("none"),
            "does not exist",
            "vault:kv/sources/closed#password",
            "allows read on kv/data/sources/closed",
            "vault:kv/sources/shop#none",
            "no key of that name",
            "aws-sm:none#password",
            "does not exist");
    causes.forEach(
        (reference, cause) ->
            test(Service.asAdmin(), credential("x", reference))
                .statusCode(200)
                .body("ok", equalTo(false))
                .body("steps.find { it.state == 'FAILED' }.name", equalTo("Read secrets"))
                .body("steps.find { it.state == 'FAILED' }.message", containsString(cause))
                .body("steps.find { it.name == 'Sign in' }.state", equalTo("NOT_TRIED")));
  }

  @Test
  void secrets_are_rotated_by_administrators_alone() {
    asOrdinary()
        .post("/api/v1/secrets/rotation")
        .then()
        .statusCode(403)
        .body("code", equalTo("FORBIDDEN"));
    given().post("/api/v1/secrets/rotation").then().statusCode(401);
    Service.asAdmin()
        .post("/api/v1/secrets/rotation")
        .then()
        .statusCode(200)
        .body("remaining", equalTo(0))
        .body("keyId.length()", equalTo(8));
  }
}
