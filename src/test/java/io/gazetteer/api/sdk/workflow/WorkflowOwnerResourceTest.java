package io.gazetteer.api.sdk.workflow;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.gazetteer.testing.Recorded;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

@ServiceTest
class WorkflowOwnerResourceTest {

  private static final String PATH = "/api/service/workflows";

  @Inject Jdbi jdbi;

  @Test
  void a_workflow_is_given_to_somebody_who_is_there_and_shows_it() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO app_user (username) VALUES ('heiress') ON CONFLICT DO NOTHING"));
    String name =
        Service.asAdmin()
            .body(Recorded.creation("17_run_from_raw_json").toString())
            .post(PATH)
            .then()
            .statusCode(200)
            .extract()
            .path("metadata.name");
    Service.asAdmin()
        .body(Map.of("username", "Heiress"))
        .post(PATH + "/" + name + "/changeownership")
        .then()
        .statusCode(200)
        .body("metadata.name", equalTo(name));
    Service.asAdmin()
        .body(Map.of("username", "nobody at all"))
        .post(PATH + "/" + name + "/changeownership")
        .then()
        .statusCode(400)
        .body("errorMessage", containsString("nobody at all"));
    Service.asAdmin()
        .get("/api/service/v1/app/" + name)
        .then()
        .statusCode(200)
        .body("owner", equalTo("heiress"));
  }

  @Test
  void older_clients_name_the_owner_in_the_address() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO app_user (username) VALUES ('heiress') ON CONFLICT DO NOTHING"));
    String name =
        Service.asAdmin()
            .body(Recorded.creation("17_run_from_raw_json").toString())
            .post(PATH)
            .then()
            .statusCode(200)
            .extract()
            .path("metadata.name");
    Service.asAdmin()
        .queryParam("username", "heiress")
        .post(PATH + "/" + name + "/changeownership")
        .then()
        .statusCode(200);
    Service.asAdmin().get("/api/service/v1/app/" + name).then().body("owner", equalTo("heiress"));
    Service.asAdmin()
        .post(PATH + "/" + name + "/changeownership")
        .then()
        .statusCode(400)
        .body("errorMessage", containsString("username: must be given"));
  }
}
