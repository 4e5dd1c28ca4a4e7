package io.gazetteer.api.sdk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.testing.Recorded;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Schedules of apps, of which one app can have several. */
@ServiceTest
class AppScheduleResourceTest {

  @Inject Jdbi jdbi;

  @Test
  void a_schedule_is_set_read_and_removed() {
    ObjectNode body = AppResourceTest.recorded("91_app_postgres_iam_role_create");
    String slug = AppResourceTest.create(body).statusCode(200).extract().path("slug");
    String path = AppResourceTest.APP + "/" + slug + "/schedule";

    Service.asAdmin()
        .body("{\"cron\": \"soon\", \"timezone\": \"UTC\"}")
        .post(path)
        .then()
        .statusCode(400)
        .body("errorMessage", containsString("\"soon\""));
    Service.asAdmin()
        .body("{\"cron\": \"0 9 * * *\", \"timezone\": \"Europe/Paris\"}")
        .post(path)
        .then()
        .statusCode(200)
        .body("trigger_id", equalTo(slug + "-cron"));
    Service.asAdmin()
        .get(AppResourceTest.APP + "/" + slug)
        .then()
        .body("schedules", hasSize(1))
        .body("schedules[0].timezone", equalTo("Europe/Paris"));
    Service.asAdmin().delete(path + "/other").then().statusCode(404);
    Service.asAdmin().delete(path + "/" + slug + "-cron").then().statusCode(200);
    Service.asAdmin().get(AppResourceTest.APP + "/" + slug).then().body("schedules", hasSize(0));
  }

  @Test
  void two_schedules_of_one_app_stay_two() {
    String slug =
        AppResourceTest.create(AppResourceTest.recorded("91_app_postgres_iam_role_create"))
            .statusCode(200)
            .extract()
            .path("slug");
    String path = AppResourceTest.APP + "/" + slug + "/schedule";
    String morning = addSchedule(path, "0 9 * * *", "Europe/Paris");
    String night = addSchedule(path, "30 22 * * 5", "UTC");
    assertThat(List.of(morning, night)).containsExactly(slug + "-cron", slug + "-cron-2");
    // A client repeats its request after an error of the network.
    assertThat(addSchedule(path, "30 22 * * 5", "UTC")).isEqualTo(night);

    Service.asAdmin()
        .get(AppResourceTest.APP + "/" + slug)
        .then()
        .body("schedules.trigger_id", equalTo(List.of(morning, night)))
        .body("schedules.cron", equalTo(List.of("0 9 * * *", "30 22 * * 5")))
        .body("schedules.timezone", equalTo(List.of("Europe/Paris", "UTC")));
    Service.asAdmin()
        .get("/api/service/runs/cron")
        .then()
        .body("items.metadata.name", hasItems(morning, night));
    Service.asAdmin()
        .get("/api/service/runs/cron/" + night)
        .then()
        .statusCode(200)
        .body("spec.schedule", equalTo("30 22 * * 5"))
        .body("spec.workflowSpec.workflowTemplateRef.name", equalTo(slug));

    Service.asAdmin().delete(path + "/" + morning).then().statusCode(200);
    Service.asAdmin()
        .get(AppResourceTest.APP + "/" + slug)
        .then()
        .body("schedules.trigger_id", equalTo(List.of(night)));
    Service.asAdmin().delete(AppResourceTest.APP + "/" + slug).then().statusCode(200);
    Service.asAdmin()
        .get("/api/service/runs/cron")
        .then()
        .body("items.metadata.name", not(hasItems(night)));
  }

  private static String addSchedule(String path, String cron, String timeZone) {
    return Service.asAdmin()
        .body(Map.of("cron", cron, "timezone", timeZone))
        .post(path)
        .then()
        .statusCode(200)
        .extract()
        .path("trigger_id");
  }

  @Test
  void each_schedule_of_an_app_starts_runs_of_its_own() {
    String slug =
        AppResourceTest.create(AppResourceTest.recorded("92_app_postgres_agent").put("run", false))
            .statusCode(200)
            .extract()
            .path("slug");
    String path = AppResourceTest.APP + "/" + slug + "/schedule";
    addSchedule(path, "0 0 1 1 *", "UTC");
    addSchedule(path, "0 0 2 1 *", "UTC");
    Service.asAdmin().get(AppResourceTest.APP + "/" + slug).then().body("schedules", hasSize(2));
    for (String trigger : List.of("cron-2", "cron")) {
      jdbi.useHandle(
          handle ->
              handle.execute(
                  "UPDATE schedule SET next_at = now() - interval '1 second'"
                      + " WHERE workflow_name = ? AND trigger_id = ?",
                  slug,
                  trigger));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  Service.asAdmin()
                      .get("/api/service/runs/cron/" + slug + "-" + trigger)
                      .then()
                      .body("status.lastRunName", notNullValue()));
      Service.awaitLatest(slug);
    }
  }

  @Test
  void a_schedule_that_is_removed_as_an_annotation_takes_the_further_ones_along() {
    String slug =
        AppResourceTest.create(AppResourceTest.recorded("91_app_postgres_iam_role_create"))
            .statusCode(200)
            .extract()
            .path("slug");
    String path = AppResourceTest.APP + "/" + slug + "/schedule";
    addSchedule(path, "0 9 * * *", "UTC");
    addSchedule(path, "0 10 * * *", "UTC");
    String hit =
        Service.asAdmin()
            .body(
                "{\"size\":1,\"query\":{\"term\":{\"metadata.name.keyword\":\"%s\"}}}"
                    .formatted(slug))
            .post("/api/service/workflows/indexsearch")
            .asString();
    ObjectNode source = (ObjectNode) Recorded.parse(hit).at("/hits/hits/0/_source");

    Service.asAdmin()
        .body(source.toString())
        .post("/api/service/workflows/" + slug)
        .then()
        .statusCode(200);
    Service.asAdmin().get(AppResourceTest.APP + "/" + slug).then().body("schedules", hasSize(2));

    ((ObjectNode) source.at("/metadata/annotations")).remove("orchestration.atlan.com/schedule");
    Service.asAdmin()
        .body(source.toString())
        .post("/api/service/workflows/" + slug)
        .then()
        .statusCode(200);
    Service.asAdmin().get(AppResourceTest.APP + "/" + slug).then().body("schedules", hasSize(0));
  }
}
