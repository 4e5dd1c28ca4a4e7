package io.gazetteer.run;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StoreResource;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** The searches that the Python client was seen to send, with our names in place of theirs. */
@ServiceTest
class RunSearchResourceTest {

  @Inject RunScenario scenario;
  @Inject ScriptedHandler handler;

  private final ObjectMapper json = new ObjectMapper();
  private final String workflow = RunScenario.newWorkflow();

  /** The body of the first request of a recorded flow, with one text in place of another. */
  private String recorded(String flow, String theirs, String ours) {
    try (InputStream file = getClass().getResourceAsStream("/recorded/" + flow + ".json")) {
      String body = json.readTree(file).at("/requests/0/body").toString();
      assertThat(body).contains(theirs);
      return body.replace(theirs, ours);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private ValidatableResponse search(String body) {
    return given()
        .header("Authorization", "Bearer " + StoreResource.ADMIN_TOKEN)
        .contentType("application/json")
        .body(body)
        .post("/api/service/runs/indexsearch")
        .then()
        .statusCode(200);
  }

  private Run ended() {
    handler.script(workflow).scopes("db");
    return scenario.end(scenario.request(workflow));
  }

  @Test
  void a_monitor_finds_the_run_of_its_workflow() {
    Run run = ended();

    search(recorded("23_monitor_by_name", "atlan-postgres-1795219126", workflow))
        .body("timed_out", equalTo(false))
        .body("hits.total.value", equalTo(1))
        .body("hits.total.relation", equalTo("eq"))
        .body("hits.hits[0]._id", equalTo(run.name()))
        .body("hits.hits[0]._source.metadata.name", equalTo(run.name()))
        .body("hits.hits[0]._source.spec.workflowTemplateRef.name", equalTo(workflow))
        .body("hits.hits[0]._source.status.phase", equalTo("Succeeded"));
  }

  @Test
  void a_monitor_that_was_given_the_runs_name_for_the_workflows_finds_it_too() {
    Run run = ended();

    search(recorded("23_monitor_by_name", "atlan-postgres-1795219126", run.name()))
        .body("hits.hits._id", contains(run.name()));
  }

  @Test
  void a_run_that_waits_is_newer_than_the_one_before_it_for_a_monitor() {
    ScriptedHandler.Script script = handler.script(workflow);
    script
        .scopes("db")
        .work(
            (context, scope) -> {
              script.hold(context);
              return ScriptedHandler.NOTHING_NEW;
            });
    Run first = scenario.request(workflow);
    Run second = scenario.request(workflow);
    scenario.awaitState(first, RunState.RUNNING);

    search(recorded("23_monitor_by_name", "atlan-postgres-1795219126", workflow))
        .body("hits.total.value", equalTo(2))
        .body("hits.hits", hasSize(1))
        .body("hits.hits[0]._id", equalTo(second.name()))
        .body("hits.hits[0]._source.status.phase", equalTo("Pending"))
        .body("hits.hits[0]._source.status", not(hasKey("startedAt")));
    search(recorded("29_rerun_idempotent_already_running", "atlan-postgres-1795219134", workflow))
        .body("hits.hits._id", contains(second.name(), first.name()))
        .body("hits.hits[1]._source.status.phase", equalTo("Running"));

    script.gate.countDown();
    scenario.end(second);
  }

  @Test
  void runs_of_a_workflow_are_found_by_phase() {
    Run run = ended();

    search(recorded("24_get_runs", "atlan-postgres-1795219126", workflow))
        .body("hits.hits._id", contains(run.name()));
    search(
            recorded("24_get_runs", "atlan-postgres-1795219126", workflow)
                .replace("Succeeded", "Failed"))
        .body("hits.total.value", equalTo(0))
        .body("hits.hits", hasSize(0));
  }

  @Test
  void a_run_is_found_by_its_id() {
    Run run = ended();

    search(recorded("25_find_run_by_id", "atlan-postgres-1795219126-psc3c", run.name()))
        .body("hits.hits._id", contains(run.name()));
  }

  @Test
  void runs_are_found_by_phase_and_time() {
    Run run = ended();

    search(recorded("26_find_runs_by_status_and_time_range", "now-1h", "now+1h"))
        .body("hits.hits._id", hasItem(run.name()));
    search(recorded("26_find_runs_by_status_and_time_range", "now-2h", "now-2h"))
        .body("hits.hits._id", not(hasItem(run.name())));
  }

  @Test
  void the_status_of_a_run_names_its_workflow_and_runs_are_found_by_that_name() {
    Run run = ended();
    String byTemplate =
        """
        {"size": 5, "query": {"term":
          {"status.storedWorkflowTemplateSpec.workflowTemplateRef.name": {"value": "%s"}}}}\
        """;

    search(byTemplate.formatted(workflow))
        .body("hits.hits._id", contains(run.name()))
        .body(
            "hits.hits[0]._source.status.storedWorkflowTemplateSpec.workflowTemplateRef.name",
            equalTo(workflow));
    search(byTemplate.formatted(RunScenario.newWorkflow())).body("hits.hits", hasSize(0));
  }

  @Test
  void a_clause_that_is_not_served_is_refused_by_name() {
    given()
        .header("Authorization", "Bearer " + StoreResource.ADMIN_TOKEN)
        .contentType("application/json")
        .body("{\"query\": {\"geo_distance\": {\"distance\": \"1km\"}}}")
        .post("/api/service/runs/indexsearch")
        .then()
        .statusCode(400)
        .body("errorMessage", org.hamcrest.Matchers.containsString("geo_distance"));
  }
}
