package io.gazetteer.api.sdk.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.testing.Recorded;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@ServiceTest
class RerunResourceTest {

  private static final String PATH = "/api/service/workflows";

  @Inject Jdbi jdbi;

  private long runsOf(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM run WHERE workflow_name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .one());
  }

  @Test
  void a_rerun_answers_with_a_run_and_an_unknown_name_is_not_found() {
    ObjectNode body = Recorded.creation("17_run_from_raw_json");
    String name = body.at("/metadata/name").asText();
    Service.asAdmin().body(body.toString()).post(PATH + "?submit=true").then().statusCode(200);

    Service.asAdmin()
        .body(Map.of("namespace", "default", "resourceName", name))
        .post("/workflows/submit")
        .then()
        .statusCode(200)
        .body("metadata.name", startsWith(name + "-"))
        .body("spec.workflowTemplateRef.name", equalTo(name));
    assertThat(runsOf(name)).isEqualTo(2);
    Service.asAdmin()
        .body(Map.of("resourceName", "atlan-postgres-0000000000"))
        .post("/api/service/package-workflows/submit/")
        .then()
        .statusCode(404)
        .body("errorCode", equalTo("WORKFLOW_NOT_FOUND"));
  }

  @Test
  void a_malformed_rerun_lists_every_fault_and_looks_up_no_workflow() {
    Map<String, Object> options = Map.of("parameters", List.of("full-read=maybe"));
    Service.asAdmin()
        .body(Map.of("resourceName", " ", "submitOptions", options))
        .post(PATH + "/submit")
        .then()
        .statusCode(400)
        .body("errorMessage", containsString("resourceName"))
        .body("errorMessage", containsString("full-read"));
    Service.asAdmin()
        .body(Map.of("resourceName", "atlan-postgres-0000000000", "submitOptions", options))
        .post(PATH + "/submit")
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("WORKFLOW_INVALID"));
  }

  @Test
  void a_rerun_behind_a_full_queue_is_told_when_to_come_back() {
    ObjectNode body = Recorded.creation("17_run_from_raw_json");
    String name = body.at("/metadata/name").asText();
    Service.asAdmin().body(body.toString()).post(PATH).then().statusCode(200);
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO run (name, uid, workflow_name, kind, state, requested_by_id,"
                    + " requested_by, created_at) SELECT ? || '-' || n, gen_random_uuid(), ?, 'crawl',"
                    + " 'PENDING', 'x', 'x', now() FROM generate_series(1, 20) n",
                name,
                name));

    Service.asAdmin()
        .body(Map.of("resourceName", name))
        .post(PATH + "/submit")
        .then()
        .statusCode(429)
        .header("Retry-After", "30")
        .body("code", equalTo(429))
        .body("errorCode", equalTo("RUN_QUEUE_FULL"))
        .body("errorMessage", containsString(name));

    jdbi.useHandle(handle -> handle.execute("DELETE FROM run WHERE workflow_name = ?", name));
    Service.asAdmin()
        .body(Map.of("resourceName", name))
        .post(PATH + "/submit")
        .then()
        .statusCode(200);
  }
}
