package io.gazetteer.common.page;

import static io.gazetteer.testing.Service.asAdmin;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.instanceOf;

import io.gazetteer.testing.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every list of {@code /api/v1} has in common. */
@ServiceTest
class ListsResourceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/runs?",
        "/api/v1/workflows?",
        "/api/v1/connections?",
        "/api/v1/assets/archive-holds?",
        "/api/v1/assets/changes?run=nobody&"
      })
  void a_list_has_items_and_reports_every_invalid_parameter(String list) {
    asAdmin().get(list + "limit=1000").then().statusCode(200).body("items", instanceOf(List.class));
    asAdmin()
        .get(list + "limit=0&sort=colour&cursor=x!&colour=blue")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("INVALID_REQUEST"))
        .body("errors.field", containsInAnyOrder("limit", "sort", "cursor", "colour"));
    asAdmin().get(list + "limit=1001").then().body("errors.field", contains("limit"));
    asAdmin().get(list + "limit=ten").then().body("errors.field", contains("limit"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/runs?|-createdAt", "/api/v1/assets/changes?run=nobody&|kind"})
  void a_forged_cursor_is_an_invalid_parameter(String list) {
    String[] parts = list.split("\\|", -1);
    String position = parts[0].contains("changes") ? "." + base64("x") + "." + base64("x") : "";
    asAdmin()
        .get(parts[0] + "cursor=" + base64(parts[1]) + "." + base64("x") + position)
        .then()
        .statusCode(400)
        .body("errors.field", contains("cursor"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/runs?state=RUNNIG", "/api/v1/runs?state="})
  void a_filter_takes_only_values_that_exist(String list) {
    asAdmin().get(list).then().statusCode(400).body("errors.field", hasItem("state"));
  }

  @Test
  void a_required_filter_is_missed() {
    asAdmin()
        .get("/api/v1/assets/changes?limit=0")
        .then()
        .statusCode(400)
        .body("errors.field", containsInAnyOrder("run", "limit"));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
