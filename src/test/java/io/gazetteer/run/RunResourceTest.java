package io.gazetteer.run;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StoreResource;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@ServiceTest
class RunResourceTest {

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

  @Inject RunScenario scenario;
  @Inject ScriptedHandler handler;

  private final String workflow = RunScenario.newWorkflow();

  private static RequestSpecification asAdmin() {
    // Left alone, REST Assured calls an absent body a form.
    return given().noContentType().header("Authorization", "Bearer " + StoreResource.ADMIN_TOKEN);
  }

  private Run held() {
    ScriptedHandler.Script script = handler.script(workflow);
    script
        .scopes("db")
        .work(
            (context, scope) -> {
              script.hold(context);
              return ScriptedHandler.NOTHING_NEW;
            });
    Run run = scenario.request(workflow);
    scenario.awaitState(run, RunState.RUNNING);
    return run;
  }

  private Run ended() {
    handler.script(workflow).scopes("db");
    return scenario.end(scenario.request(workflow));
  }

  @Test
  void a_stop_answers_with_the_run_and_ends_it() {
    Run run = held();

    asAdmin()
        .contentType("application/json")
        .post("/api/service/runs/{name}/stop", run.name())
        .then()
        .statusCode(200)
        .body("metadata.name", equalTo(run.name()))
        .body("metadata.generateName", equalTo(workflow + "-"))
        .body("metadata.namespace", equalTo("default"))
        .body("metadata.uid", equalTo(run.uid().toString()))
        .body("metadata.creationTimestamp", matchesPattern(TIME))
        .body("metadata.labels.'workflows.argoproj.io/creator'", equalTo(run.requestedById()))
        .body("metadata.labels.'workflows.argoproj.io/workflow-template'", equalTo(workflow))
        .body("spec.workflowTemplateRef.name", equalTo(workflow))
        .body("status.startedAt", matchesPattern(TIME))
        .body("status.progress", notNullValue());

    assertThat(scenario.end(run).state()).isEqualTo(RunState.CANCELLED);
  }

  @Test
  void a_stop_takes_the_workflows_name_too() {
    Run run = held();

    asAdmin()
        .post("/api/service/runs/{name}/stop", workflow)
        .then()
        .statusCode(200)
        .body("metadata.name", equalTo(run.name()));

    assertThat(scenario.end(run).state()).isEqualTo(RunState.CANCELLED);
    asAdmin()
        .post("/api/service/runs/{name}/stop", run.name())
        .then()
        .statusCode(200)
        .body("status.phase", equalTo("Failed"))
        .body("status.message", equalTo("Stopped by admin"))
        .body("metadata.labels.'workflows.argoproj.io/phase'", equalTo("Failed"));
  }

  @Test
  void a_stop_of_nothing_is_404_and_of_an_ended_run_409() {
    Run run = ended();

    asAdmin().post("/api/service/runs/{name}/stop", "nobody").then().statusCode(404);
    asAdmin().post("/api/service/runs/{name}/stop", run.name()).then().statusCode(409);
    asAdmin().post("/api/v1/runs/{name}/cancel", run.name()).then().statusCode(409);
  }

  @Test
  void nobody_stops_or_reads_runs_without_a_token() {
    Run run = held();

    given().post("/api/service/runs/{name}/stop", run.name()).then().statusCode(401);
    given().get("/api/v1/runs").then().statusCode(401);
    given().get("/api/v1/runs/{name}/log", run.name()).then().statusCode(401);

    assertThat(scenario.find(run.name()).cancelRequestedAt()).isEmpty();
    handler.script(workflow).gate.countDown();
    scenario.end(run);
  }

  @Test
  void runs_are_listed_newest_first_page_by_page() {
    Run older = ended();
    Run newer = ended();

    String next =
        asAdmin()
            .get("/api/v1/runs?limit=1")
            .then()
            .statusCode(200)
            .body("items.name", contains(newer.name()))
            .extract()
            .path("next");
    asAdmin()
        .get("/api/v1/runs?limit=1&cursor=" + next)
        .then()
        .statusCode(200)
        .body("items.name", contains(older.name()));
  }

  @Test
  void runs_are_filtered_by_workflow_and_state_and_sorted_by_time() {
    Run older = ended();
    Run newer = held();
    String path = "/api/v1/runs?workflow=" + workflow;

    asAdmin()
        .get(path)
        .then()
        .body("items.name", contains(newer.name(), older.name()))
        .body("next", nullValue());
    asAdmin()
        .get(path + "&sort=createdAt")
        .then()
        .body("items.name", contains(older.name(), newer.name()));
    asAdmin().get(path + "&state=SUCCEEDED").then().body("items.name", contains(older.name()));
    asAdmin()
        .get(path + "&state=SUCCEEDED&state=RUNNING")
        .then()
        .body("items.name", contains(newer.name(), older.name()));
    asAdmin().get("/api/v1/runs?workflow=nobody").then().body("items", empty());

    handler.script(workflow).gate.countDown();
    scenario.end(newer);
  }

  @Test
  void a_run_shows_its_scopes() {
    Run run = ended();

    asAdmin()
        .get("/api/v1/runs/{name}", run.name())
        .then()
        .statusCode(200)
        .body("run.state", equalTo("SUCCEEDED"))
        .body("run.unchanged", equalTo(5))
        .body("scopes[0].name", equalTo("db"))
        .body("scopes[0].state", equalTo("COMPLETE"));
    asAdmin().get("/api/v1/runs/{name}", "nobody").then().statusCode(404);
  }

  @Test
  void the_log_is_read_on_from_where_one_was() {
    Run run = held();

    String next =
        asAdmin()
            .get("/api/v1/runs/{name}/log?limit=2", run.name())
            .then()
            .statusCode(200)
            .body("items.message", hasItem("Queued for tester"))
            .body("complete", equalTo(false))
            .extract()
            .path("next");
    handler.script(workflow).gate.countDown();
    scenario.end(run);
    asAdmin()
        .get("/api/v1/runs/{name}/log?cursor=" + next, run.name())
        .then()
        .body("items.message", not(hasItem("Queued for tester")))
        .body("items[-1].message", equalTo("Succeeded"))
        .body("complete", equalTo(true));
  }
}
