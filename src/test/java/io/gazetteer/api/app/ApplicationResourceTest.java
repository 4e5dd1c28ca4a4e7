package io.gazetteer.api.app;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StoreResource;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
@Tag("slow")
class ApplicationResourceTest {

  private static final String V1 = "/workflows/v1";

  private static RequestSpecification asAdminWithoutType() {
    return given().header("Authorization", "Bearer " + StoreResource.ADMIN_TOKEN);
  }

  @ParameterizedTest
  @CsvSource({"/server/health, healthy", "/health, healthy", "/server/ready, ok", "/ready, ok"})
  void health_is_told_to_everybody(String path, String status) {
    given()
        .get(path)
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("status", equalTo(status));
  }

  @Test
  void metrics_are_prometheus_text_for_those_who_sign_in() {
    given().get("/metrics").then().statusCode(401).body(not(containsString("<html")));
    Service.asAdmin()
        .accept("text/plain")
        .get("/metrics")
        .then()
        .statusCode(200)
        .contentType(startsWith("text/plain"))
        .body(containsString("# TYPE jvm_memory_used_bytes gauge"));
  }

  @Test
  void the_manifest_names_the_one_step_that_there_is() {
    for (String path : List.of("/manifest", V1 + "/manifest?fe_inputs=%7B%7D")) {
      Service.asAdmin()
          .get(path)
          .then()
          .statusCode(200)
          .body("dag.crawl.path", equalTo("/workflows/v1/start"))
          .body("dag.crawl.depends_on", equalTo(List.of()));
    }
    Service.asAdmin()
        .body(Map.of("entrypoint", "crawler", "fe_inputs", Map.of("text", "x".repeat(9000))))
        .post(V1 + "/manifest")
        .then()
        .statusCode(200);
    Service.asAdmin()
        .queryParam("fe_inputs", "x".repeat(8193))
        .get(V1 + "/manifest")
        .then()
        .statusCode(413)
        .body("errorCode", equalTo("INPUTS_TOO_LARGE"))
        .body("success", equalTo(false));
    given().get("/manifest").then().statusCode(401).body("success", equalTo(false));
  }

  @Test
  void every_listed_configmap_is_there_and_no_other() {
    List<String> ids =
        Service.asAdmin()
            .get(V1 + "/configmaps")
            .then()
            .statusCode(200)
            .body("success", equalTo(true))
            .extract()
            .path("data");
    assertThat(ids).contains("atlan-connectors-postgres", "atlan-postgres");
    for (String id : ids) {
      Service.asAdmin()
          .get(V1 + "/configmap/" + id)
          .then()
          .statusCode(200)
          .body("success", equalTo(true))
          .body("data.id", equalTo(id))
          .body("data.config.properties.size()", greaterThan(3));
    }
    Service.asAdmin()
        .get(V1 + "/configmap/other")
        .then()
        .statusCode(404)
        .body("success", equalTo(false))
        .body("errorCode", equalTo("CONFIGMAP_NOT_FOUND"));
  }

  @Test
  void the_input_contract_is_the_one_of_the_app() {
    Service.asAdmin()
        .get(V1 + "/input-contract")
        .then()
        .statusCode(200)
        .body("title", equalTo("AppInputContract"))
        .body("properties.keySet()", hasItems("connection", "credential", "include_filter"));
  }

  @Test
  void the_result_is_that_of_the_newest_run() {
    WorkflowBuilder good = aWorkflow().of(Postgres.createDatabase("result"));
    Service.awaitEnd(good.start());
    Service.asAdmin()
        .get(V1 + "/result/" + good.name() + "?wait=false")
        .then()
        .statusCode(200)
        .body("success", equalTo(true))
        .body("data.status", equalTo("completed"))
        .body("data.workflow_id", equalTo(good.name()))
        .body("data.result.created", greaterThan(0))
        .body("data", not(hasKey("error")));
    WorkflowBuilder bad = aWorkflow().at("localhost", 1);
    Service.awaitEnd(bad.start());
    Service.asAdmin()
        .get(V1 + "/result/" + bad.name())
        .then()
        .statusCode(200)
        .body("data.status", equalTo("failed"))
        .body("data.error", containsString("localhost"))
        .body("data", not(hasKey("result")));
    Service.asAdmin()
        .get(V1 + "/result/nobody")
        .then()
        .statusCode(404)
        .body("success", equalTo(false));
  }

  @Test
  void a_file_is_stored_under_a_name_of_its_own_and_got_by_a_link() {
    byte[] content = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
    Response stored =
        asAdminWithoutType()
            .multiPart("file", "May (final).csv", content, "text/csv")
            .multiPart("prefix", "uploads/May (final)")
            .post(V1 + "/file");
    stored
        .then()
        .statusCode(200)
        .body("rawName", equalTo("May (final).csv"))
        .body("extension", equalTo(".csv"))
        .body("fileName", endsWith(".csv"))
        .body("fileSize", equalTo(content.length))
        .body("contentType", startsWith("text/csv"))
        .body("isUploaded", equalTo(true))
        .body("isArchived", equalTo(false))
        .body("key", startsWith("uploads/May (final)/"));
    String link =
        Service.asAdmin()
            .body(Map.of("key", stored.path("key"), "expiry", "30s", "method", "GET"))
            .post("/api/service/files/presignedUrl")
            .path("url");
    assertThat(given().urlEncodingEnabled(false).get(link).asByteArray()).isEqualTo(content);
  }

  @Test
  void a_file_may_be_larger_than_other_bodies() {
    byte[] content = new byte[5_000_000];
    asAdminWithoutType()
        .multiPart("file", "large.bin", content, "application/octet-stream")
        .multiPart("prefix", "uploads")
        .post(V1 + "/file")
        .then()
        .statusCode(200)
        .body("fileSize", equalTo(content.length));
    asAdminWithoutType()
        .multiPart("file", "larger.bin", new byte[20_000_001], "application/octet-stream")
        .multiPart("prefix", "uploads")
        .post(V1 + "/file")
        .then()
        .statusCode(413)
        .body("success", equalTo(false));
  }

  @Test
  void a_file_that_is_missing_or_would_leave_its_folder_is_rejected() {
    asAdminWithoutType()
        .multiPart("prefix", "x")
        .post(V1 + "/file")
        .then()
        .statusCode(400)
        .body("success", equalTo(false));
    asAdminWithoutType()
        .multiPart("file", "a.csv", new byte[] {1}, "text/csv")
        .multiPart("prefix", "../x")
        .post(V1 + "/file")
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("FILE_REQUEST_INVALID"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metadata", "/start", "/auth", "/check", "/config/nobody"})
  void every_error_says_that_it_is_no_success(String path) {
    for (String body : List.of("{}", "[]", "{", "")) {
      Service.asAdmin()
          .body(body)
          .post(V1 + path)
          .then()
          .statusCode(greaterThan(399))
          .contentType("application/json")
          .body("success", equalTo(false))
          .body("message", not(equalTo("")));
    }
    given()
        .contentType("application/json")
        .body("{}")
        .post(V1 + path)
        .then()
        .statusCode(401)
        .body("success", equalTo(false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/nothing",
        "/api/v1/nothing",
        "/api/service/nothing",
        "/api/meta/nothing",
        "/api/sql/nothing",
        "/workflows/v1",
        "/workflows/v1/nothing",
        "/workflows/v2/start",
        "/server",
        "/server/nothing",
        "/manifest/nothing",
        "/health/nothing",
        "/ready/nothing",
        "/dapr/subscribe",
        "/events/v1/event/1",
        "/subscriptions/v1/x",
        "/observability"
      })
  void an_unknown_path_is_answered_in_json_whoever_asks(String path) throws IOException {
    for (RequestSpecification caller : List.of(Service.asAdmin(), given())) {
      for (String accept : List.of("*/*", "text/html")) {
        for (String method : List.of("GET", "POST", "DELETE")) {
          Response answer =
              given().spec(caller).redirects().follow(false).accept(accept).request(method, path);
          String what = method + " " + path + " as " + accept + ": " + answer.asString();
          assertThat(answer.statusCode()).as(what).isIn(401, 404, 405);
          assertThat(answer.contentType()).as(what).contains("json");
          assertThat(new ObjectMapper().readTree(answer.asString()).isObject()).as(what).isTrue();
        }
      }
    }
  }
}
