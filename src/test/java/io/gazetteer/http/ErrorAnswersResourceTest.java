package io.gazetteer.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StoreResource;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServiceTest
class ErrorAnswersResourceTest {

  private static RequestSpecification asAdmin() {
    return given().header("Authorization", "Bearer " + StoreResource.ADMIN_TOKEN);
  }

  @Test
  void an_sdk_error_has_exactly_five_keys_and_gives_the_request_id_back() {
    Response answer =
        asAdmin().header("X-Atlan-Request-Id", "id-7").get("/api/service/failing/known");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.jsonPath().<String, Object>getMap("$"))
        .isEqualTo(
            Map.of(
                "code", 400,
                "errorCode", "INVALID_REQUEST",
                "errorMessage", "port: out of range",
                "message", "port: out of range",
                "requestId", "id-7"));
  }

  @Test
  void our_own_api_answers_with_a_problem_that_lists_the_faults() {
    asAdmin()
        .get("/api/v1/failing/known")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("INVALID_REQUEST"))
        .body("instance", equalTo("/api/v1/failing/known"))
        .body("errors[0].field", equalTo("port"))
        .body("errors[0].message", equalTo("out of range"));
  }

  @Test
  void a_fault_of_ours_shows_an_id_and_nothing_else() {
    asAdmin()
        .header("X-Atlan-Request-Id", "id-8")
        .get("/api/service/failing/unexpected")
        .then()
        .statusCode(500)
        .body("errorCode", equalTo("INTERNAL_ERROR"))
        .body("message", containsString("id-8"))
        .body(not(containsString("internal-detail")));
  }

  @Test
  void a_change_that_another_one_overtook_is_a_409_that_says_what_to_do() {
    asAdmin()
        .get("/api/v1/failing/overtaken")
        .then()
        .statusCode(409)
        .body("code", equalTo("CHANGED_MEANWHILE"))
        .body("detail", containsString("Load it again"))
        .body(not(containsString("internal-detail")));
  }

  @Test
  void an_unknown_api_path_is_a_json_404() {
    asAdmin()
        .get("/api/service/no/such/path")
        .then()
        .statusCode(404)
        .contentType(ContentType.JSON)
        .body("errorCode", equalTo("NOT_FOUND"));
    asAdmin().get("/workflows/v1/none").then().statusCode(404).body("code", equalTo(404));
    asAdmin().get("/api/v1/none").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
  }

  @Test
  void a_wrong_method_and_a_wrong_media_type_are_named() {
    asAdmin()
        .delete("/workflows/v1/auth")
        .then()
        .statusCode(405)
        .body("errorCode", equalTo("METHOD_NOT_ALLOWED"));
    // The SDKs read 405 as a fault of the service.
    asAdmin()
        .delete("/api/service/roles")
        .then()
        .statusCode(404)
        .body("code", equalTo(404))
        .body("errorCode", equalTo("NOT_SERVED"))
        .body("message", equalTo("DELETE is not served at this address"));
    asAdmin()
        .contentType("text/xml")
        .body("<a/>")
        .post("/api/service/failing")
        .then()
        .statusCode(415)
        .body("errorCode", equalTo("UNSUPPORTED_MEDIA_TYPE"));
  }

  @Test
  void bad_json_is_refused_by_place_without_an_echo() {
    asAdmin()
        .contentType(ContentType.JSON)
        .body("{\"number\": \"hunter2\"}")
        .post("/api/v1/failing")
        .then()
        .statusCode(400)
        .body("errors[0].field", equalTo("number"))
        .body(not(containsString("hunter2")));
    asAdmin()
        .contentType(ContentType.JSON)
        .body("{\"number\": hunter2")
        .post("/api/service/failing")
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("INVALID_REQUEST"))
        .body(containsString("line 1"))
        .body(not(containsString("hunter2")));
  }

  @Test
  void json_beyond_the_limits_of_its_reader_is_the_fault_of_the_request() {
    String deep = "[".repeat(2_000) + "]".repeat(2_000);
    String longNumber = "{\"dsl\": {\"size\": " + "1".repeat(5_000) + "}}";
    String longName = "{\"" + "n".repeat(60_000) + "\": 1}";
    for (String body : List.of(deep, longNumber, longName)) {
      for (String path : List.of("/api/meta/search/indexsearch", "/api/meta/entity/bulk")) {
        asAdmin()
            .contentType(ContentType.JSON)
            .body(body)
            .post(path)
            .then()
            .statusCode(400)
            .body("errorCode", equalTo("INVALID_REQUEST"));
      }
    }
    asAdmin()
        .contentType(ContentType.JSON)
        .body("{\"number\": " + "1".repeat(5_000) + "}")
        .post("/api/v1/failing")
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }
}
