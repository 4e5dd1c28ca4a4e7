package io.gazetteer.api.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workflows started, watched, changed and stopped in the connector application's form. */
@ServiceTest
@Tag("slow")
class ServiceResourceTest {

  private static final String V1 = "/workflows/v1";
  private static final String PASSWORD = "squirrel-in-the-attic";
  private static final AtomicInteger NUMBER = new AtomicInteger(1_730_000_000);

  private static String database;

  @BeforeAll
  static void make_a_database() {
    database = Postgres.createDatabase("service");
    Postgres.execute(
        database,
        "CREATE SCHEMA one; CREATE TABLE one.t (a int); CREATE SCHEMA two; CREATE TABLE two.t (a"
            + " int)");
  }

  private static ValidatableResponse post(String path, String body) {
    return Service.asAdmin().body(body).post(V1 + path).then();
  }

  private record Asked(int number, String body) {
    String workflow() {
      return "atlan-postgres-" + number;
    }
  }

  private static Asked start(String connection, String more) {
    int number = NUMBER.incrementAndGet();
    return new Asked(
        number,
        """
        {"credentials": {"authType": "basic", "host": "localhost", "port": %d, "username": "postgres",
          "password": "%s", "extra": {"database": "%s"}},
         "connection": %s,
         "metadata": {"include-filter": "{\\"^%s$\\": [\\"^one$\\"]}", "exclude-filter": "{}",
           "temp-table-regex": "", "extraction-method": "direct", "exclude_views": "true"},
         "tenant_id": "123"%s}\
        """
            .formatted(
                Postgres.port(),
                PASSWORD,
                database,
                connection.replace("NUMBER", "" + number),
                database,
                more));
  }

  private static final String SDK =
      "{\"connection_name\": \"dev\", \"connection_qualified_name\": \"default/postgres/NUMBER\"}";

  private static List<Object> schemas(int number) {
    return Service.assetsOf("default/postgres/" + number).stream()
        .filter(asset -> asset.get("typeName").equals("Schema"))
        .filter(asset -> asset.get("status").equals("ACTIVE"))
        .map(asset -> ((Map<?, ?>) asset.get("attributes")).get("name"))
        .map(Object.class::cast)
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        SDK,
        "{\"qualifiedName\": \"default/postgres/NUMBER\", \"name\": \"dev\"}",
        "{\"typeName\": \"Connection\", \"attributes\": {\"qualifiedName\":"
            + " \"default/postgres/NUMBER\", \"name\": \"dev\", \"adminUsers\": [\"admin\"]}}",
        "\"{\\\"typeName\\\": \\\"Connection\\\", \\\"attributes\\\": {\\\"qualifiedName\\\":"
            + " \\\"default/postgres/NUMBER\\\", \\\"name\\\": \\\"dev\\\"}}\""
      })
  void a_start_takes_each_shape_of_a_connection_and_runs(String connection) {
    Asked asked = start(connection, "");
    JsonPath started =
        post("/start", asked.body)
            .statusCode(200)
            .body("success", equalTo(true))
            .body("message", equalTo("Workflow started successfully"))
            .body("data.workflow_id", equalTo(asked.workflow()))
            .extract()
            .jsonPath();
    String run = started.getString("data.run_id");
    assertThat(Service.awaitEnd(run).getString("run.state")).isEqualTo("SUCCEEDED");
    assertThat(schemas(asked.number)).containsExactly("one");
    Service.asAdmin()
        .get(V1 + "/status/" + asked.workflow() + "/" + run)
        .then()
        .statusCode(200)
        .body("data.workflow_id", equalTo(asked.workflow()))
        .body("data.run_id", equalTo(run))
        .body("data.status", equalTo("COMPLETED"))
        .body("data.execution_duration_seconds", greaterThanOrEqualTo(0))
        .body("data.last_executed_run_id", equalTo(run));
    assertThat(post("/start", asked.body).extract().jsonPath().getString("data.run_id"))
        .as("a repeat of the same request")
        .isEqualTo(run);
  }

  @Test
  void another_start_over_the_same_connection_is_a_workflow_of_its_own() {
    Asked asked = start(SDK, "");
    post("/start", asked.body).statusCode(200);
    post("/start", asked.body.replace("^one$", "^two$"))
        .statusCode(200)
        .body("data.workflow_id", equalTo(asked.workflow() + "-2"));
  }

  @Test
  void a_rerun_honours_the_filters_that_it_brings_and_keeps_the_credential() {
    Asked asked = start(SDK, "");
    String first = post("/start", asked.body).extract().path("data.run_id");
    Service.awaitEnd(first);
    String second =
        post(
                "/start",
                """
                {"workflow_id": "%s", "metadata": {"include-filter": "{\\"^%s$\\": [\\"^two$\\"]}"}}\
                """
                    .formatted(asked.workflow(), database))
            .statusCode(200)
            .body("data.workflow_id", equalTo(asked.workflow()))
            .body("data.run_id", not(equalTo(first)))
            .extract()
            .path("data.run_id");
    assertThat(Service.awaitEnd(second).getString("run.state")).isEqualTo("SUCCEEDED");
    assertThat(schemas(asked.number)).containsExactlyInAnyOrder("one", "two");
    post("/start", "{\"workflow_id\": \"nosuch\"}").statusCode(404);
  }

  @Test
  void a_stored_credential_is_named_by_its_guid_and_a_schedule_is_kept() {
    Asked asked = start(SDK, ", \"cron_schedule\": \"0/30 * * * *\"");
    post("/start", asked.body).statusCode(200);
    String guid =
        Service.asAdmin()
            .get(V1 + "/config/" + asked.workflow() + "?type=workflows")
            .then()
            .statusCode(200)
            .body("data.cron_schedule", equalTo("0/30 * * * *"))
            .body("data.tenant_id", equalTo("123"))
            .body("data.connection.connection_name", equalTo("dev"))
            .body("data.metadata.exclude_views", equalTo("true"))
            .body(not(containsString(PASSWORD)))
            .extract()
            .path("data.credential_guid");
    Service.asAdmin()
        .get("/api/service/workflows/schedules/" + asked.workflow())
        .then()
        .body(not(containsString(PASSWORD)));
    Asked other = start(SDK, ", \"credential_guid\": \"credential_" + guid + "\"");
    String body = other.body.replaceFirst("(?s)\"credentials\": \\{.*?\\}\\},\\s*", "");
    assertThat(body).doesNotContain("credentials");
    String run = post("/start", body).statusCode(200).extract().path("data.run_id");
    assertThat(Service.awaitEnd(run).getString("run.state")).isEqualTo("SUCCEEDED");
    post("/auth", "{\"credential_guid\": \"" + guid + "\"}").statusCode(200);
    Service.asAdmin()
        .get(V1 + "/config/credential_" + guid + "?type=credentials")
        .then()
        .statusCode(200)
        .body("data.host", equalTo("localhost"))
        .body("data.username", equalTo("postgres"))
        .body("data.password", nullValue())
        .body(not(containsString(PASSWORD)));
    Service.asAdmin()
        .body("{\"extra\": {\"sslmode\": \"disable\"}, \"description\": \"changed\"}")
        .post(V1 + "/config/" + guid + "?type=credentials")
        .then()
        .statusCode(200)
        .body("data.extra.sslmode", equalTo("disable"))
        .body("data.extra.database", equalTo(database))
        .body(not(containsString(PASSWORD)));
    post("/auth", "{\"credential_guid\": \"" + guid + "\"}").statusCode(200);
  }

  @Test
  void a_config_is_merged_and_what_is_not_sent_stays() {
    Asked asked = start(SDK, "");
    post("/start", asked.body).statusCode(200);
    String config = V1 + "/config/" + asked.workflow();
    Service.asAdmin()
        .body("{\"cron_schedule\": \"5 4 * * *\", \"atlan-note\": {\"a\": 1}}")
        .post(config)
        .then()
        .statusCode(200)
        .body("message", equalTo("Workflow configuration updated successfully"))
        .body("data.cron_schedule", equalTo("5 4 * * *"))
        .body("data.atlan-note.a", equalTo(1))
        .body("data.tenant_id", equalTo("123"))
        .body("data.metadata.include-filter", containsString("^one$"))
        .body("data.credential_guid", notNullValue());
    Service.asAdmin()
        .body("{\"cron_schedule\": null}")
        .post(config)
        .then()
        .statusCode(200)
        .body("data.cron_schedule", nullValue())
        .body("data.atlan-note.a", equalTo(1));
    Service.asAdmin()
        .body("{\"my_password\": \"x\", \"deep\": {\"token\": \"y\"}}")
        .post(config)
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("SERVICE_REQUEST_INVALID"))
        .body("message", allOf(containsString("my_password"), containsString("deep")));
    Service.asAdmin()
        .body("{\"metadata\": {\"include-filter\": \"{\"}, \"cron_schedule\": \"never\"}")
        .post(config)
        .then()
        .statusCode(400)
        .body(
            "message",
            allOf(containsString("metadata.include-filter"), containsString("cron_schedule")));
    Service.asAdmin().get(config + "?type=secrets").then().statusCode(400);
    Service.asAdmin().get(V1 + "/config/nosuch").then().statusCode(404);
  }

  @Test
  void a_start_with_faults_lists_them_all_and_stores_nothing() {
    Asked asked = start("{\"connection_name\": \"\"}", "");
    post("/start", asked.body.replace("\"host\": \"localhost\"", "\"host\": \"a b\""))
        .statusCode(400)
        .body(
            "message",
            allOf(
                containsString("connection.connection_qualified_name"),
                containsString("connection.connection_name"),
                containsString("credentials.host")));
    post("/start", "{}")
        .statusCode(400)
        .body("message", allOf(containsString("credentials"), containsString("connection")));
    Service.asAdmin().get(V1 + "/config/" + asked.workflow()).then().statusCode(404);
  }

  @Test
  void a_run_is_stopped_and_runs_that_are_not_there_are_not_found() {
    Asked asked = start(SDK, "");
    String run = post("/start", asked.body).extract().path("data.run_id");
    String paths = "/" + asked.workflow() + "/" + run;
    Service.awaitEnd(run);
    Service.asAdmin().post(V1 + "/stop" + paths).then().statusCode(409);
    Service.asAdmin().post(V1 + "/stop/other/" + run).then().statusCode(404);
    Service.asAdmin()
        .get(V1 + "/status/" + asked.workflow() + "/nosuch")
        .then()
        .statusCode(200)
        .body("data.status", equalTo("NOT_FOUND"))
        .body("data.last_executed_run_id", equalTo(run));
    Service.asAdmin()
        .get(V1 + "/status/other/" + run)
        .then()
        .body("data.status", equalTo("NOT_FOUND"))
        .body("data.last_executed_run_id", nullValue());
  }

  @Test
  void a_run_that_waits_is_running_and_one_that_is_stopped_is_cancelled() {
    Asked asked = start(SDK, "");
    String first = post("/start", asked.body).extract().path("data.run_id");
    String waiting =
        post("/start", "{\"workflow_id\": \"" + asked.workflow() + "\"}")
            .extract()
            .path("data.run_id");
    String path = "/" + asked.workflow() + "/" + waiting;
    String before = Service.asAdmin().get(V1 + "/status" + path).path("data.status");
    assertThat(before).isIn("RUNNING", "COMPLETED");
    int stopped = Service.asAdmin().post(V1 + "/stop" + path).statusCode();
    Service.awaitEnd(first);
    Service.awaitEnd(waiting);
    String after = Service.asAdmin().get(V1 + "/status" + path).path("data.status");
    assertThat(after).isEqualTo(stopped == 200 ? "CANCELED" : "COMPLETED");
  }

  @Test
  void a_stored_connection_is_tested_and_listed_with_filters() {
    Asked asked = start(SDK, "");
    post("/start", asked.body).statusCode(200);
    String guid =
        Service.asAdmin()
            .get("/api/v1/connections?limit=1000")
            .path(
                "items.find { it.qualifiedName == 'default/postgres/%d' }.guid"
                    .formatted(asked.number));
    String path = "/api/v1/connections/" + guid;
    Service.asAdmin()
        .post(path + "/test")
        .then()
        .statusCode(200)
        .body("ok", equalTo(true))
        .body("steps.name", hasItem("Contents of " + database));
    Service.asAdmin()
        .body("{\"includeFilter\": {\"" + database + "\": [\"three\"]}}")
        .post(path + "/test")
        .then()
        .statusCode(200)
        .body("found.unmatched", equalTo(List.of(database + ".three")));
    Service.asAdmin()
        .body("{\"includeFilter\": \"{\", \"other\": 1}")
        .post(path + "/test")
        .then()
        .statusCode(400)
        .body("errors.field", equalTo(List.of("other", "includeFilter")));
    String tree = "databases.find { it.name == '" + database + "' }";
    Service.asAdmin()
        .get(path + "/tree")
        .then()
        .statusCode(200)
        .body(tree + ".schemas.name", equalTo(List.of("one", "public", "two")))
        .body(tree + ".schemas.find { it.name == 'one' }.tables", equalTo(1));
    Service.asAdmin()
        .body("{\"includeFilter\": {\"" + database + "\": [\"one\"]}}")
        .post(path + "/tree")
        .then()
        .statusCode(200)
        .body(tree + ".schemas.findAll { it.selected }.name", equalTo(List.of("one")));
    Service.asAdmin().get("/api/v1/connections/" + guid).then().statusCode(200);
    Service.asAdmin().get("/api/v1/connections/nosuch/tree").then().statusCode(404);
  }
}
