package io.gazetteer.workflow.schedule;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.testing.Recorded;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@ServiceTest
@Tag("slow")
class ScheduleResourceTest {

  private static final String WORKFLOWS = "/api/service/workflows";
  private static final String CRON = "/api/service/runs/cron";
  private static final String SCHEDULE = "orchestration.atlan.com/schedule";
  private static final String TIME_ZONE = "orchestration.atlan.com/timezone";

  @Inject Jdbi jdbi;
  @Inject FireSchedules fireSchedules;

  private static ObjectNode scheduled(WorkflowBuilder workflow, String cron, String zone) {
    ObjectNode body = workflow.definition();
    ((ObjectNode) body.at("/metadata/annotations")).put(SCHEDULE, cron).put(TIME_ZONE, zone);
    return body;
  }

  private static ObjectNode create(ObjectNode body) {
    return Recorded.parse(
        Service.asAdmin()
            .body(body.toString())
            .post(WORKFLOWS)
            .then()
            .statusCode(200)
            .extract()
            .asString());
  }

  /**
   * A workflow that runs once a year at some other time than now, over a server that is not there.
   */
  private static WorkflowBuilder yearly() {
    WorkflowBuilder workflow = aWorkflow().at("localhost", 1);
    create(scheduled(workflow, "5 4 1 1 *", "Europe/Paris"));
    return workflow;
  }

  private static ValidatableResponse schedule(WorkflowBuilder workflow) {
    return Service.asAdmin().get(CRON + "/" + workflow.name() + "-cron").then();
  }

  private static List<String> runsOf(WorkflowBuilder workflow) {
    return Service.asAdmin()
        .body(
            """
            {"size": 50, "query": {"nested": {"path": "spec", "query":
              {"term": {"spec.workflowTemplateRef.name.keyword": "%s"}}}}}"""
                .formatted(workflow.name()))
        .post("/api/service/runs/indexsearch")
        .then()
        .statusCode(200)
        .extract()
        .path("hits.hits._id");
  }

  private void setNext(WorkflowBuilder workflow, Instant next) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("UPDATE schedule SET next_at = :next WHERE workflow_name = :name")
                .bind("next", next)
                .bind("name", workflow.name())
                .execute());
  }

  @Test
  void a_workflow_created_with_a_schedule_is_listed_with_its_next_time() {
    WorkflowBuilder workflow = yearly();

    schedule(workflow)
        .statusCode(200)
        .body("metadata.name", equalTo(workflow.name() + "-cron"))
        .body("spec.schedule", equalTo("5 4 1 1 *"))
        .body("spec.timezone", equalTo("Europe/Paris"))
        .body("spec.workflowSpec.workflowTemplateRef.name", equalTo(workflow.name()))
        .body("status.nextScheduledTime", containsString("-01-01T03:05:00Z"))
        .body("status.lastScheduledTime", nullValue());
    Service.asAdmin()
        .get(CRON + "/")
        .then()
        .statusCode(200)
        .body(
            "items.findAll { it.metadata.name == '%s-cron' }".formatted(workflow.name()),
            hasSize(1));
    assertThat(runsOf(workflow)).isEmpty();
  }

  @Test
  void an_update_adds_changes_and_removes_the_schedule_and_an_archived_workflow_has_none() {
    WorkflowBuilder workflow = aWorkflow().at("localhost", 1);
    ObjectNode stored = create(workflow.definition());
    schedule(workflow).statusCode(404).body("errorCode", equalTo("SCHEDULE_NOT_FOUND"));

    ObjectNode annotations = (ObjectNode) stored.at("/metadata/annotations");
    annotations.put(SCHEDULE, "0 3 * * 1").put(TIME_ZONE, "Asia/Tokyo");
    update(workflow, stored);
    schedule(workflow).statusCode(200).body("spec.timezone", equalTo("Asia/Tokyo"));

    annotations.put(SCHEDULE, "0 4 * * 1");
    update(workflow, stored);
    schedule(workflow).statusCode(200).body("spec.schedule", equalTo("0 4 * * 1"));

    annotations.remove(SCHEDULE);
    update(workflow, stored);
    schedule(workflow).statusCode(404);

    annotations.put(SCHEDULE, "0 4 * * 1");
    update(workflow, stored);
    schedule(workflow).statusCode(200);
    Service.asAdmin().post(WORKFLOWS + "/" + workflow.name() + "/archive").then().statusCode(200);
    schedule(workflow).statusCode(404);
  }

  private static void update(WorkflowBuilder workflow, ObjectNode body) {
    Service.asAdmin()
        .body(body.toString())
        .post(WORKFLOWS + "/" + workflow.name())
        .then()
        .statusCode(200);
  }

  @Test
  void a_bad_expression_and_a_bad_time_zone_are_both_named_and_nothing_is_stored() {
    WorkflowBuilder workflow = aWorkflow();

    Service.asAdmin()
        .body(scheduled(workflow, "every day", "Europe/Atlantis").toString())
        .post(WORKFLOWS)
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("WORKFLOW_INVALID"))
        .body(
            "errorMessage",
            allOf(containsString("\"every day\""), containsString("\"Europe/Atlantis\"")));

    schedule(workflow).statusCode(404);
  }

  @Test
  void a_time_that_comes_starts_one_run_and_the_next_time_is_set() {
    WorkflowBuilder workflow = yearly();
    setNext(workflow, Instant.now().plusMillis(300));

    String run = awaitRun(workflow);

    Service.awaitEnd(run);
    assertThat(Service.log(run).get(0))
        .startsWith("Queued for admin as the schedule's run of ")
        .endsWith("Europe/Paris");
    schedule(workflow)
        .body("status.nextScheduledTime", containsString("-01-01T03:05:00Z"))
        .body("status.lastRunName", equalTo(run));
    assertThat(runsOf(workflow)).containsExactly(run);
  }

  private static String awaitRun(WorkflowBuilder workflow) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> runsOf(workflow), runs -> !runs.isEmpty())
        .get(0);
  }

  @Test
  void times_missed_while_nobody_was_there_are_made_up_for_by_one_run() {
    WorkflowBuilder workflow = aWorkflow().at("localhost", 1);
    create(scheduled(workflow, "0 * * * *", "UTC"));
    Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    setNext(workflow, hour.minus(Duration.ofHours(3)));

    String run = awaitRun(workflow);

    Service.awaitEnd(run);
    assertThat(runsOf(workflow)).containsExactly(run);
    schedule(workflow).body("status.lastScheduledTime", equalTo(hour.toString()));
    between("missedScheduleQueriesBetweenDuration", hour.minusSeconds(20_000), hour)
        .body(of(workflow) + ".status.scheduledTime", hasSize(3));
    between("scheduleQueriesBetweenDuration", hour.minusSeconds(20_000), hour.plusSeconds(1))
        .body(
            "findAll { it.spec.workflowTemplateRef.name == '%s' }.metadata.name"
                .formatted(workflow.name()),
            equalTo(List.of(run)));
  }

  private static String of(WorkflowBuilder workflow) {
    return "findAll { it.spec.workflowTemplateRef.name == '%s' }".formatted(workflow.name());
  }

  private static ValidatableResponse between(String path, Instant from, Instant to) {
    return Service.asAdmin()
        .queryParam("startDate", from.toString())
        .queryParam("endDate", to.toString())
        .get(CRON + "/" + path)
        .then()
        .statusCode(200);
  }

  @Test
  void a_time_that_comes_while_a_run_goes_on_is_skipped_and_its_log_says_so() {
    WorkflowBuilder workflow = yearly();
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO run (name, uid, workflow_name, kind, state, requested_by_id, requested_by,
                                 created_at, started_at, attempts)
                VALUES (?, gen_random_uuid(), ?, 'crawl', 'RUNNING', 'x', 'x', now(), now(), 1)""",
                workflow.name() + "-going",
                workflow.name()));
    Instant due = Instant.now().minusSeconds(1);
    setNext(workflow, due);

    fireSchedules.fireDue();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !Service.log(workflow.name() + "-going").isEmpty());
    assertThat(Service.log(workflow.name() + "-going").get(0))
        .startsWith("Skipped the schedule's run of ")
        .endsWith(": this run had not ended");
    assertThat(runsOf(workflow)).containsExactly(workflow.name() + "-going");
    between("missedScheduleQueriesBetweenDuration", due.minusSeconds(5), due.plusSeconds(5))
        .body(of(workflow) + "[0].status.message", containsString("had not ended"));
    jdbi.useHandle(
        handle -> handle.execute("DELETE FROM run WHERE workflow_name = ?", workflow.name()));
  }

  @Test
  void replicas_that_look_at_the_same_time_start_one_run() throws Exception {
    ExecutorService replicas = Executors.newFixedThreadPool(4);
    try {
      for (int round = 0; round < 5; round++) {
        WorkflowBuilder workflow = yearly();
        setNext(workflow, Instant.now().minusSeconds(1));
        Callable<Void> look =
            () -> {
              fireSchedules.fireDue();
              return null;
            };
        for (var done : replicas.invokeAll(List.of(look, look, look, look))) {
          done.get();
        }
        String run = awaitRun(workflow);
        Service.awaitEnd(run);
        assertThat(runsOf(workflow)).containsExactly(run);
      }
    } finally {
      replicas.shutdownNow();
    }
  }

  @Test
  void an_update_with_the_same_schedule_keeps_a_time_that_is_due() {
    WorkflowBuilder workflow = yearly();
    Instant soon = Instant.parse("2090-05-05T05:05:00Z");
    setNext(workflow, soon);
    update(workflow, scheduled(workflow, "5 4 1 1 *", "Europe/Paris"));

    schedule(workflow).body("status.nextScheduledTime", equalTo(soon.toString()));
  }

  @Test
  void a_range_that_is_none_is_refused() {
    Service.asAdmin()
        .get(CRON + "/missedScheduleQueriesBetweenDuration?startDate=yesterday")
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("SCHEDULE_INVALID"))
        .body("errorMessage", allOf(containsString("startDate:"), containsString("endDate:")));
  }
}
