package io.gazetteer.api.sdk.workflow;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.testing.Recorded;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StoreResource;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class WorkflowServiceResourceTest {

  private static final String PATH = "/api/service/workflows";

  @Inject Jdbi jdbi;

  private static RequestSpecification client() {
    return given()
        .header("authorization", "Bearer " + StoreResource.ADMIN_TOKEN)
        .contentType("application/json");
  }

  private static ValidatableResponse create(JsonNode body) {
    return client().body(body.toString()).post(PATH + "?submit=true").then();
  }

  private static ArrayNode parameters(JsonNode body) {
    return (ArrayNode) body.at("/spec/templates/0/dag/tasks/0/arguments/parameters");
  }

  private static void set(ObjectNode body, String name, String value) {
    parameters(body).addObject().put("name", name).put("value", value);
  }

  private long count(String sql, String name) {
    return jdbi.withHandle(
        handle -> handle.createQuery(sql).bind("name", name).mapTo(Long.class).one());
  }

  private long runsOf(String name) {
    return count("SELECT count(*) FROM run WHERE workflow_name = :name", name);
  }

  private long workflowsNamed(String name) {
    return count("SELECT count(*) FROM workflow WHERE name = :name", name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11_run_direct_basic",
        "12_run_direct_iam_user",
        "13_run_direct_iam_role",
        "14_run_s3_offline",
        "14b_run_s3_offline_no_region",
        "15_run_with_schedule",
        "16_run_admin_groups_users",
        "17_run_from_raw_json"
      })
  void each_recorded_creation_is_answered_as_recorded_and_runs_once(String flow) {
    ObjectNode body = Recorded.creation(flow);
    String name = body.at("/metadata/name").asText();

    JsonNode answer = Recorded.parse(create(body).statusCode(200).extract().asString());

    ObjectNode metadata = ((ObjectNode) answer.path("metadata")).deepCopy();
    assertThat(metadata.path("uid").asText()).hasSize(36);
    assertThat(metadata.path("creationTimestamp").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    metadata.remove(List.of("uid", "creationTimestamp", "resourceVersion", "generation"));
    assertThat(metadata).isEqualTo(body.path("metadata"));
    assertThat(answer.at("/spec/workflowTemplateRef/name").asText()).isEqualTo(name);
    assertThat(answer.path("payload")).isEmpty();
    String guid = guidOf(answer);
    ObjectNode spec = ((ObjectNode) answer.path("spec")).deepCopy();
    spec.remove("workflowTemplateRef");
    assertThat(Recorded.parse(spec.toString().replace(guid, "{{credentialGuid}}")))
        .isEqualTo(body.path("spec"));
    assertThat(runsOf(name)).isEqualTo(1);
  }

  private static String guidOf(JsonNode answer) {
    for (JsonNode parameter : parameters(answer)) {
      if (parameter.path("name").asText().equals("credential-guid")) {
        return parameter.path("value").asText();
      }
    }
    throw new AssertionError("no credential-guid");
  }

  @Test
  void no_secret_is_at_rest_or_in_an_answer() {
    ObjectNode body = Recorded.creation("11_run_direct_basic");
    ((ObjectNode) body.at("/payload/0/body")).put("password", "tiger-in-the-tank");

    String answer = create(body).statusCode(200).extract().asString();

    assertThat(answer).doesNotContain("tiger-in-the-tank");
    String inHex = HexFormat.of().formatHex("tiger-in-the-tank".getBytes(StandardCharsets.UTF_8));
    for (String table : List.of("credential", "connection", "workflow", "run", "audit_event")) {
      List<String> rows =
          jdbi.withHandle(
              handle ->
                  handle
                      .createQuery("SELECT cast(x AS text) FROM " + table + " x")
                      .mapTo(String.class)
                      .list());
      assertThat(rows).noneMatch(row -> row.contains("tiger-in-the-tank") || row.contains(inHex));
    }
    assertThat(
            count("SELECT count(*) FROM credential WHERE secret IS NOT NULL AND :name <> ''", "x"))
        .isPositive();
  }

  @Test
  void a_repeat_of_the_same_request_changes_nothing_and_starts_nothing() {
    ObjectNode body = Recorded.creation("11_run_direct_basic");
    String name = body.at("/metadata/name").asText();

    String first = create(body).statusCode(200).extract().asString();
    String second = create(body).statusCode(200).extract().asString();

    assertThat(Recorded.parse(second)).isEqualTo(Recorded.parse(first));
    assertThat(runsOf(name)).isEqualTo(1);
  }

  @Test
  void another_request_under_the_same_name_is_a_conflict() {
    ObjectNode body = Recorded.creation("11_run_direct_basic");
    create(body).statusCode(200);
    ((ObjectNode) body.at("/payload/0/body")).put("password", "another");

    create(body).statusCode(409).body("errorCode", equalTo("WORKFLOW_EXISTS"));
  }

  @Test
  void every_fault_is_listed_and_nothing_is_stored() {
    ObjectNode body = Recorded.creation("11_run_direct_basic");
    String name = body.at("/metadata/name").asText();
    set(body, "include-filter", "{\"a)(b\": [\"[\"], \"***=x\": \"y\"}");
    set(body, "exclude-filter", "{\"^a$\": [");
    set(body, "temp-table-regex", "(unclosed");
    set(body, "extraction-method", "magic");
    set(body, "connection", "{\"attributes\": {\"qualifiedName\": \"x\", \"adminUsers\": null}}");
    ((ObjectNode) body.at("/payload/0/body"))
        .put("port", 70_000)
        .put("host", " ")
        .remove("username");

    String message =
        create(body)
            .statusCode(400)
            .body("errorCode", equalTo("WORKFLOW_INVALID"))
            .extract()
            .path("errorMessage");

    assertThat(message)
        .contains("include-filter[\"a)(b\"]:")
        .contains("include-filter[\"a)(b\"][0]:")
        .contains("must not begin with ***")
        .contains("must be a list of schema expressions")
        .contains("parameters.exclude-filter: is not valid JSON")
        .contains("parameters.temp-table-regex: is not a regular expression")
        .contains("parameters.extraction-method:")
        .contains("qualifiedName: must have three parts")
        .contains("attributes.name:")
        .contains("needs at least one admin")
        .contains("payload[0].body.port:")
        .contains("payload[0].body.host:")
        .contains("payload[0].body.username:");
    assertThat(workflowsNamed(name)).isZero();
    assertThat(runsOf(name)).isZero();
  }

  @Test
  void another_package_is_refused_by_name() {
    ObjectNode body = Recorded.creation("11_run_direct_basic");
    ((ObjectNode) body.at("/spec/templates/0/dag/tasks/0/templateRef")).put("name", "atlan-mysql");

    create(body)
        .statusCode(400)
        .body("errorCode", equalTo("PACKAGE_NOT_SUPPORTED"))
        .body("errorMessage", containsString("atlan-mysql"));
  }

  @Test
  void filters_are_read_again_as_the_client_wrote_them() {
    ObjectNode body = Recorded.creation("17_run_from_raw_json");
    String written = "{ \"^shop$\" : [ \"^b$\", \"^a$\" ],\n \"^x$\" : \"*\" }";
    set(body, "exclude-filter", written);
    JsonNode answer = Recorded.parse(create(body).statusCode(200).extract().asString());

    assertThat(parameters(answer).findValuesAsText("value")).contains(written);
    JsonNode updated =
        Recorded.parse(
            client()
                .body(answer.toString())
                .post(PATH + "/" + answer.at("/metadata/name").asText())
                .then()
                .statusCode(200)
                .extract()
                .asString());
    assertThat(parameters(updated).findValuesAsText("value")).contains(written);
  }

  @Test
  void parameters_that_nobody_here_knows_are_kept_in_either_spelling_and_shown() {
    ObjectNode body = Recorded.creation("17_run_from_raw_json");
    String name = body.at("/metadata/name").asText();
    set(body, "brand-new", "text");
    parameters(body).addObject().put("name", "native").put("value", true);
    parameters(body).addObject().put("name", "exclude-filter").putObject("value").putArray("^x$");

    JsonNode answer = Recorded.parse(create(body).statusCode(200).extract().asString());

    assertThat(parameters(answer).toString())
        .contains("{\"name\":\"brand-new\",\"value\":\"text\"}")
        .contains("{\"name\":\"native\",\"value\":true}")
        .contains("{\"name\":\"exclude-filter\",\"value\":{\"^x$\":[]}}");
    client()
        .get("/api/v1/workflows/" + name)
        .then()
        .body("workflow.filter.exclude.'^x$'", hasSize(0))
        .body(
            "definition.spec.templates[0].dag.tasks[0].arguments.parameters.name",
            hasItem("native"));
  }

  @Test
  void workflows_are_found_with_the_recorded_searches_until_they_are_archived() {
    ObjectNode body = Recorded.creation("11_run_direct_basic");
    String name = body.at("/metadata/name").asText();
    create(body).statusCode(200);
    JsonNode byType = Recorded.exchange("20_find_by_type", "POST", PATH + "/indexsearch");
    String byId =
        Recorded.exchange("21_find_by_id", "POST", PATH + "/indexsearch")
            .path("body")
            .toString()
            .replace("atlan-postgres-1795219126", name);

    client()
        .body(byType.path("body").toString())
        .post(PATH + "/indexsearch")
        .then()
        .statusCode(200)
        .body("hits.hits[0]._source.kind", equalTo("WorkflowTemplate"));
    client()
        .body(byId)
        .post("/workflows/indexsearch")
        .then()
        .statusCode(200)
        .body("hits.total.value", equalTo(1))
        .body("hits.hits[0]._id", equalTo(name))
        .body("hits.hits[0]._source.spec.workflowTemplateRef.name", equalTo(name));

    client().post(PATH + "/" + name + "/archive").then().statusCode(200);

    client().body(byId).post(PATH + "/indexsearch").then().body("hits.hits", hasSize(0));
    client().post(PATH + "/" + name + "/archive").then().statusCode(404);
    client().body(Map.of("resourceName", name)).post(PATH + "/submit").then().statusCode(404);
  }

  @Test
  void an_update_replaces_annotations_and_keeps_the_credential() {
    ObjectNode body = Recorded.creation("15_run_with_schedule");
    String name = body.at("/metadata/name").asText();
    ObjectNode answer = Recorded.parse(create(body).statusCode(200).extract().asString());
    String schedule = "orchestration.atlan.com/schedule";
    assertThat(answer.at("/metadata/annotations").has(schedule)).isTrue();
    ((ObjectNode) answer.at("/metadata/annotations")).remove(schedule);

    String updated =
        client()
            .body(answer.toString())
            .post(PATH + "/" + name)
            .then()
            .statusCode(200)
            .body("metadata.generation", equalTo(2))
            .extract()
            .asString();

    JsonNode after = Recorded.parse(updated);
    assertThat(after.at("/metadata/annotations").has(schedule)).isFalse();
    assertThat(guidOf(after)).isEqualTo(guidOf(answer));
  }

  @Test
  void our_own_api_lists_workflows_with_their_last_run() {
    ObjectNode body = Recorded.creation("16_run_admin_groups_users");
    String name = body.at("/metadata/name").asText();
    create(body).statusCode(200);

    client()
        .get("/api/v1/workflows")
        .then()
        .statusCode(200)
        .body("items.find { it.name == '" + name + "' }.lastRun.workflowName", equalTo(name));
    client()
        .get("/api/v1/workflows/" + name)
        .then()
        .statusCode(200)
        .body("definition.metadata.name", equalTo(name));
    client()
        .get("/api/v1/connections")
        .then()
        .statusCode(200)
        .body(not(containsString("password")));
  }

  @Test
  void nothing_is_stored_when_the_run_cannot_be_queued() {
    ObjectNode body = Recorded.creation("11_run_direct_basic");
    String name = body.at("/metadata/name").asText();
    String credential = "half-stored-" + name;
    ((ObjectNode) body.at("/payload/0/body")).put("name", credential);
    jdbi.useHandle(
        handle ->
            handle.execute(
                "ALTER TABLE run ADD CONSTRAINT test_refuses CHECK (workflow_name <> '%s') NOT VALID"
                    .formatted(name)));
    try {
      create(body).statusCode(500).body(not(containsString("test_refuses")));
    } finally {
      jdbi.useHandle(handle -> handle.execute("ALTER TABLE run DROP CONSTRAINT test_refuses"));
    }

    assertThat(workflowsNamed(name)).isZero();
    assertThat(count("SELECT count(*) FROM credential WHERE name = :name", credential)).isZero();
    create(body).statusCode(200);
    assertThat(runsOf(name)).isEqualTo(1);
  }
}
