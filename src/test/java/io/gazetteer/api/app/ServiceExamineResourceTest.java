package io.gazetteer.api.app;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.blankString;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.gazetteer.testing.SecuredPostgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credentials tried, schemas listed and checks made in the connector application's form. */
@ServiceTest
class ServiceExamineResourceTest {

  private static final String V1 = "/workflows/v1";
  private static final String PASSWORD = "squirrel-in-the-attic";

  @BeforeAll
  static void prepare_the_server() {
    SecuredPostgres.execute(
        "postgres", "CREATE ROLE service_reader LOGIN PASSWORD '" + PASSWORD + "'");
    SecuredPostgres.execute("postgres", "CREATE DATABASE service_shop");
    SecuredPostgres.execute(
        "service_shop",
        "CREATE SCHEMA sales; CREATE TABLE sales.orders (id int); CREATE SCHEMA empty");
  }

  private static ValidatableResponse post(String path, String body) {
    return Service.asAdmin().body(body).post(V1 + path).then();
  }

  /** Flat, for the server that asks for passwords. */
  private static String flat(String password, String more) {
    return """
        "authType": "basic", "host": "localhost", "port": "%d", "username": "service_reader",
        "password": "%s", "extra": {"database": "service_shop"}%s"""
        .formatted(SecuredPostgres.port(), password, more);
  }

  @Test
  void nobody_is_let_in_without_a_token() {
    for (String path : List.of("/auth", "/metadata", "/check", "/start")) {
      given().contentType(ContentType.JSON).body("{}").post(V1 + path).then().statusCode(401);
    }
    given().get(V1 + "/config/x?type=credentials").then().statusCode(401);
    given().get(V1 + "/status/x/y").then().statusCode(401);
  }

  @Test
  void credentials_are_taken_flat_as_keys_and_values_and_with_extra_in_a_text() {
    post("/auth", "{" + flat(PASSWORD, "") + "}")
        .statusCode(200)
        .body("success", equalTo(true))
        .body("message", equalTo("Authentication successful"))
        .body("data.status", equalTo("success"))
        .body(not(containsString(PASSWORD)));
    post("/auth", "{\"credentials\": {" + flat(PASSWORD, "") + "}}").statusCode(200);
    post(
            "/auth",
            "{"
                + flat(PASSWORD, "")
                    .replace(
                        "{\"database\": \"service_shop\"}",
                        "\"{\\\"database\\\": \\\"service_shop\\\"}\"")
                + "}")
        .statusCode(200);
    post(
            "/auth",
            """
            {"credentials": [{"key": "authType", "value": "basic"}, {"key": "host", "value": "localhost"},
             {"key": "port", "value": %d}, {"key": "username", "value": "service_reader"},
             {"key": "password", "value": "%s"}, {"key": "extra.database", "value": "service_shop"}]}"""
                .formatted(SecuredPostgres.port(), PASSWORD))
        .statusCode(200)
        .body("data.steps.find { it.topic == 'SIGN_IN' }.message", containsString("service_shop"));
  }

  @Test
  void a_source_that_refuses_the_credentials_is_a_401_and_one_that_is_away_is_not() {
    post("/auth", "{" + flat("wrong-word", "") + "}")
        .statusCode(401)
        .body("success", equalTo(false))
        .body("data.status", equalTo("invalid_credentials"))
        .body("message", containsString("rejected the sign-in"))
        .body(not(containsString("wrong-word")));
    post("/auth", "{" + flat(PASSWORD, "").replace("localhost", "nowhere.invalid") + "}")
        .statusCode(400)
        .body("data.status", equalTo("failed"));
    post("/check", "{\"credentials\": {" + flat("wrong-word", "") + "}}")
        .statusCode(200)
        .body("success", equalTo(false));
    post("/metadata", "{" + flat("wrong-word", "") + "}").statusCode(400);
  }

  @Test
  void every_fault_of_a_credential_is_listed() {
    post("/auth", "{\"host\": \"\", \"port\": 0, \"authType\": \"magic\"}")
        .statusCode(400)
        .body("errorCode", equalTo("CREDENTIAL_INVALID"))
        .body(
            "message",
            allOf(containsString("host"), containsString("port"), containsString("authType")));
    post("/auth", "{\"credentials\": [{\"value\": \"x\"}]}")
        .statusCode(400)
        .body("message", containsString("credentials[0].key"));
    post("/auth", "[]").statusCode(400);
    post("/auth", "{\"credential_guid\": \"credential_x\"}").statusCode(400);
  }

  @Test
  void databases_and_schemas_are_rows_as_the_application_writes_them() {
    post("/metadata", "{" + flat(PASSWORD, "") + "}")
        .statusCode(200)
        .body("success", equalTo(true))
        .body(
            "data",
            equalTo(
                List.of(
                    Map.of("TABLE_CATALOG", "service_shop", "TABLE_SCHEMA", "empty"),
                    Map.of("TABLE_CATALOG", "service_shop", "TABLE_SCHEMA", "public"),
                    Map.of("TABLE_CATALOG", "service_shop", "TABLE_SCHEMA", "sales"))))
        .body("incomplete", equalTo(List.of()));
    post("/metadata", "{" + flat(PASSWORD, ", \"type\": \"database\"") + "}")
        .statusCode(200)
        .body("data.TABLE_CATALOG", hasItem("postgres"))
        .body("data[0].TABLE_SCHEMA", nullValue());
    post(
            "/metadata",
            "{" + flat(PASSWORD, ", \"type\": \"schema\", \"database\": \"postgres\"") + "}")
        .statusCode(200)
        .body(
            "data",
            equalTo(List.of(Map.of("TABLE_CATALOG", "postgres", "TABLE_SCHEMA", "public"))));
    post("/metadata", "{" + flat(PASSWORD, ", \"type\": \"schema\"") + "}")
        .statusCode(400)
        .body("message", containsString("database"));
    post("/metadata", "{" + flat(PASSWORD, ", \"type\": \"rows\"") + "}").statusCode(400);
  }

  private static ValidatableResponse check(String include) {
    return post(
        "/check",
        "{\"credentials\": {"
            + flat(PASSWORD, "")
            + "}, \"metadata\": {\"include-filter\": \""
            + include.replace("\"", "\\\"")
            + "\", \"exclude-filter\": \"{}\", \"temp-table-regex\": \"\"}}");
  }

  @Test
  void checks_tell_what_is_there_what_is_not_and_never_take_nothing_for_success() {
    check("{\"^service_shop$\": [\"^sales$\"]}")
        .statusCode(200)
        .body("success", equalTo(true))
        .body(
            "data.databaseSchemaCheck.successMessage",
            equalTo("Schemas and Databases check successful"))
        .body("data.databaseSchemaCheck.failureMessage", blankString())
        .body("data.tablesCheck.successMessage", equalTo("Tables check successful. Table count: 1"))
        .body("data.versionCheck.success", equalTo(true))
        .body("data.rightsCheck.success", equalTo(true))
        .body("preflight.steps.size()", greaterThanOrEqualTo(9));
    check("{\"^service_shop$\": [\"^sale$\"]}")
        .body("success", equalTo(false))
        .body("data.databaseSchemaCheck.success", equalTo(false))
        .body("data.databaseSchemaCheck.failureMessage", containsString("service_shop.sale schema"))
        .body("data.tablesCheck.success", equalTo(false));
    check("{\"^service_shop$\": [\"^empty$\"]}")
        .body("data.databaseSchemaCheck.success", equalTo(true))
        .body("data.tablesCheck.failureMessage", containsString("no table or view"));
    check("{\"(\": []}").statusCode(400).body("message", containsString("metadata.include-filter"));
  }

  @ParameterizedTest
  @CsvSource({"iam_user,username", "iam_role,aws_role_arn"})
  void the_ways_of_aws_are_read_in_the_applications_spelling(String way, String member) {
    post(
            "/auth",
            """
            {"authType": "%s", "host": "db.cluster-x.eu-west-1.rds.amazonaws.com", "port": 5432,
             "username": "AKIDSERVICE", "region": "mars", "extra": {"database": "shop"}}"""
                .formatted(way))
        .statusCode(400)
        .body("message", allOf(containsString(member), containsString("region")));
  }
}
