package io.gazetteer.api.sdk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Recorded;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@ServiceTest
class AppResourceTest {

  static final String APP = "/api/service/v1/app";
  private static final AtomicInteger NUMBER = new AtomicInteger(1_710_000_000);

  @Inject Jdbi jdbi;

  /** The recorded request for a database that is there, under a name that no other test has. */
  static ObjectNode recorded(String flow) {
    ObjectNode body = (ObjectNode) Recorded.exchange(flow, "POST", APP).path("body");
    int number = NUMBER.incrementAndGet();
    ObjectNode ours = Recorded.parse(body.toString().replace("1795219140", "" + number));
    ours.put("name", "pg run " + number);
    if (ours.at("/inputs/credential").isObject()) {
      ((ObjectNode) ours.at("/inputs/credential"))
          .put("host", "localhost")
          .put("port", Postgres.port())
          .put("username", "postgres");
      // A role has keys, and no password.
      if (ours.at("/inputs/credential/authType").asText().equals("basic")) {
        ((ObjectNode) ours.at("/inputs/credential")).put("password", "squirrel-in-the-attic");
      }
      ((ObjectNode) ours.at("/inputs/credential/extra")).put("database", "postgres");
      ((ObjectNode) ours.path("inputs")).put("include_filter", "{\"^postgres$\": [\"^public$\"]}");
    }
    return ours;
  }

  static ValidatableResponse create(ObjectNode body) {
    return Service.asAdmin().body(body.toString()).post(APP).then();
  }

  @Test
  void an_app_is_made_run_and_read_back_without_its_secret() {
    ObjectNode body = recorded("90_app_postgres_basic_run");
    String run = create(body).statusCode(200).extract().path("run_id");

    assertThat(Service.awaitEnd(run).getString("run.state")).isEqualTo("SUCCEEDED");
    String slug =
        Service.asAdmin()
            .get(APP + "/runs/" + run)
            .then()
            .statusCode(200)
            .body("status", equalTo("Succeeded"))
            .body("started_at", notNullValue())
            .extract()
            .path("slug");
    Service.asAdmin()
        .get(APP + "/" + slug)
        .then()
        .statusCode(200)
        .body("name", equalTo(body.path("name").asText()))
        .body("inputs.temp_table_regex", equalTo("^t$"))
        .body("inputs.connection.attributes.name", equalTo("pg"))
        .body(not(containsString("squirrel")));
    Service.asAdmin()
        .queryParam("name", body.path("name").asText())
        .get(APP)
        .then()
        .statusCode(200)
        .body("workflows.slug", equalTo(List.of(slug)))
        .body("has_more", equalTo(false))
        .body("next_cursor", nullValue());
  }

  @Test
  void a_repeat_gets_the_same_answer_and_another_request_of_that_name_is_told_whose_it_is() {
    ObjectNode body = recorded("90_app_postgres_basic_run");
    String first = create(body).statusCode(200).extract().asString();
    String second = create(body).statusCode(200).extract().asString();
    assertThat(Recorded.parse(second)).isEqualTo(Recorded.parse(first));

    ((ObjectNode) body.path("inputs")).put("temp_table_regex", "other");
    create(body)
        .statusCode(409)
        .body("slug", equalTo(Recorded.parse(first).path("slug").asText()))
        .body("code", nullValue())
        .body("errorCode", nullValue());
  }

  @Test
  void a_connection_that_is_there_can_be_named_alone_and_stays_as_it_is() {
    ObjectNode body = recorded("90_app_postgres_basic_run");
    String run = create(body).statusCode(200).extract().path("run_id");
    Service.awaitEnd(run);
    ObjectNode attributes = (ObjectNode) body.at("/inputs/connection/attributes");
    String guid =
        Service.asAdmin()
            .queryParam("attr:qualifiedName", attributes.path("qualifiedName").asText())
            .get("/api/meta/entity/uniqueAttribute/type/Connection")
            .then()
            .body("entity.attributes.name", equalTo("pg"))
            .extract()
            .path("entity.guid");

    attributes.remove(List.of("name", "adminRoles", "adminUsers", "adminGroups"));
    body.put("name", body.path("name").asText() + " again");
    String again = create(body).statusCode(200).extract().path("run_id");
    assertThat(Service.awaitEnd(again).getString("run.state")).isEqualTo("SUCCEEDED");
    Service.asAdmin()
        .get("/api/meta/entity/guid/" + guid)
        .then()
        .body("entity.attributes.name", equalTo("pg"))
        .body("entity.attributes.adminRoles", hasSize(1));

    attributes.put("qualifiedName", "default/postgres/1699999999");
    body.put("name", "pg of nobody");
    create(body)
        .statusCode(400)
        .body("errorMessage", containsString("inputs.connection.attributes.name"));
  }

  @Test
  void a_deleted_app_is_gone_and_its_name_is_free_again() {
    ObjectNode body = recorded("91_app_postgres_iam_role_create");
    String slug = create(body).statusCode(200).body("run_id", nullValue()).extract().path("slug");
    Service.asAdmin()
        .delete(APP + "/" + slug)
        .then()
        .statusCode(200)
        .body("archived", equalTo(true));
    Service.asAdmin().get(APP + "/" + slug).then().statusCode(404);

    create(body).statusCode(200).body("slug", not(equalTo(slug)));
  }

  @Test
  void new_inputs_keep_schedule_and_credential_and_count_up_the_version() {
    ObjectNode body = recorded("90_app_postgres_basic_run");
    body.put("run", false).putObject("schedule").put("cron", "5 4 * * *");
    ValidatableResponse made = create(body).statusCode(200);
    String slug = made.extract().path("slug");
    made.body("schedule_trigger_id", equalTo(slug + "-cron"));
    ObjectNode inputs =
        (ObjectNode)
            Recorded.parse(Service.asAdmin().get(APP + "/" + slug).asString()).path("inputs");
    String credential = inputs.path("credential_guid").asText();
    inputs.put("temp_table_regex", "tmp.*").put("something_new", "kept");

    Service.asAdmin()
        .body(Map.of("inputs", Recorded.parse(inputs.toString()).toString()))
        .put(APP + "/" + slug)
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("APP_INVALID"))
        .body("errorMessage", containsString("inputs: must be an object"));
    Service.asAdmin()
        .body("{\"inputs\": " + inputs + "}")
        .put(APP + "/" + slug)
        .then()
        .statusCode(200)
        .body("version", equalTo(2))
        .body("schedule_trigger_id", equalTo(slug + "-cron"));
    Service.asAdmin()
        .get(APP + "/" + slug)
        .then()
        .body("inputs.credential_guid", equalTo(credential))
        .body("inputs.something_new", equalTo("kept"));
  }

  @Test
  void an_update_may_name_the_connection_by_path_connector_and_admins_alone() {
    ObjectNode body = recorded("90_app_postgres_basic_run");
    body.put("run", false);
    String slug = create(body).statusCode(200).extract().path("slug");
    ObjectNode inputs =
        (ObjectNode)
            Recorded.parse(Service.asAdmin().get(APP + "/" + slug).asString()).path("inputs");
    ObjectNode attributes = (ObjectNode) inputs.at("/connection/attributes");
    attributes.remove("name");
    attributes.remove("adminRoles");
    attributes.putArray("adminUsers").add("admin");
    assertThat(attributes.properties()).hasSize(3);

    Service.asAdmin()
        .body("{\"inputs\": " + inputs + "}")
        .put(APP + "/" + slug)
        .then()
        .statusCode(200)
        .body("version", equalTo(2));
    Map<String, Object> stored =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT name, admin_users::text AS users, admin_roles::text AS roles"
                            + " FROM connection WHERE qualified_name = ?")
                    .bind(0, attributes.path("qualifiedName").asText())
                    .mapToMap()
                    .one());
    assertThat(stored)
        .containsEntry("name", "pg")
        .containsEntry("users", "{admin}")
        .containsEntry("roles", "{}");
  }

  @Test
  void only_apps_are_listed_as_apps() {
    ObjectNode body = recorded("91_app_postgres_iam_role_create");
    String slug = create(body).statusCode(200).extract().path("slug");
    WorkflowBuilder crawler = WorkflowBuilder.aWorkflow().at("localhost", 1);
    String packaged = crawler.name();
    Service.asAdmin()
        .body(crawler.definition().toString())
        .post("/api/service/workflows")
        .then()
        .statusCode(200);

    List<String> slugs = new ArrayList<>();
    String cursor = null;
    do {
      JsonPath page =
          Service.asAdmin()
              .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
              .queryParam("limit", 2)
              .get(APP)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      slugs.addAll(page.getList("workflows.slug"));
      cursor = page.getString("next_cursor");
    } while (cursor != null);
    assertThat(slugs).contains(slug).doesNotContain(packaged).doesNotHaveDuplicates();
    Service.asAdmin().queryParam("name", packaged).get(APP).then().body("workflows", hasSize(0));
  }

  @Test
  void every_fault_is_named_as_the_client_wrote_it() {
    ObjectNode body = recorded("90_app_postgres_basic_run");
    body.putObject("schedule").put("cron", "soon").put("timezone", "Nowhere");
    ((ObjectNode) body.path("inputs"))
        .put("include_filter", "{")
        .put("temp_table_regex", "(")
        .put("extraction_method", "magic");
    ((ObjectNode) body.at("/inputs/credential")).put("port", 0);

    create(body)
        .statusCode(400)
        .body(
            "errorMessage",
            allOf(
                containsString("inputs.include_filter:"),
                containsString("inputs.temp_table_regex:"),
                containsString("inputs.extraction_method:"),
                containsString("inputs.credential.port:"),
                containsString("schedule.cron:"),
                containsString("schedule.timezone:")));
    body.put("app_id", "mysql-crawler");
    create(body).statusCode(400).body("errorCode", equalTo("APP_NOT_SUPPORTED"));
  }

  @Test
  void an_agent_is_stored_and_its_run_says_that_it_is_not_available() {
    String run = create(recorded("92_app_postgres_agent")).statusCode(200).extract().path("run_id");

    assertThat(Service.awaitEnd(run).getString("run.message")).contains("agent");
  }

  @Test
  void the_app_describes_itself() {
    Service.asAdmin()
        .get("/api/service/v1/apps/postgres-crawler")
        .then()
        .statusCode(200)
        .body("native_ready", equalTo(true))
        .body("entrypoints[0].name", equalTo("crawler"));
    Service.asAdmin()
        .get("/api/service/v1/apps/postgres-crawler/inputs?entrypoint=crawler")
        .then()
        .statusCode(200)
        .body("title", equalTo("AppInputContract"))
        .body("properties.connection.type", equalTo("object"));
    Service.asAdmin()
        .get("/api/service/v1/apps/mysql-crawler")
        .then()
        .statusCode(404)
        .body("errorCode", equalTo("APP_NOT_FOUND"));
  }
}
