package io.gazetteer.objectstore.files;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
@Tag("slow")
class FileResourceTest {

  private static String link(String key, String method) {
    return presign(key, "30s", method).statusCode(200).extract().path("url");
  }

  private static ValidatableResponse presign(String key, String expiry, String method) {
    return Service.asAdmin()
        .body(Map.of("key", key, "expiry", expiry, "method", method))
        .post("/api/service/files/presignedUrl")
        .then();
  }

  /** As the SDKs do it: the link alone, no sign-in. */
  private static RequestSpecification stranger() {
    return given().urlEncodingEnabled(false);
  }

  @Test
  void a_file_is_put_and_got_by_links_that_need_no_sign_in() {
    String key = "a/b-" + UUID.randomUUID() + ".bin";
    byte[] content = new byte[3_000_000];
    Arrays.fill(content, (byte) 7);
    assertThat(link(key, "PUT")).contains("amazonaws.com");

    stranger().body(content).put(link(key, "PUT")).then().statusCode(200);
    byte[] back =
        stranger()
            .get(link(key, "GET"))
            .then()
            .statusCode(200)
            .contentType("application/octet-stream")
            .header("Content-Disposition", "attachment")
            .extract()
            .asByteArray();

    assertThat(back).isEqualTo(content);
    stranger().body("short").put(link(key, "PUT")).then().statusCode(200);
    stranger().get(link(key, "GET")).then().statusCode(200).body(equalTo("short"));
  }

  @Test
  void a_link_is_good_for_its_own_file_and_method_only() {
    String put = link("x/one", "PUT");
    stranger().body("1").put(put).then().statusCode(200);

    stranger()
        .body("2")
        .put(put.replace("x/one", "x/two"))
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("FILE_LINK_INVALID"));
    stranger().get(put).then().statusCode(400);
    stranger().get(put.replace("method=PUT", "method=GET")).then().statusCode(400);
    stranger().get(put.replaceAll("expires=\\d+", "expires=99999999999")).then().statusCode(400);
    stranger().get("/api/service/files/objects/x/one").then().statusCode(400);
  }

  @Test
  void a_link_that_has_expired_is_refused() {
    String get = presign("x/late", "1s", "GET").statusCode(200).extract().path("url");
    await().until(() -> stranger().get(get).statusCode() == 400);
  }

  @Test
  void what_was_never_put_is_not_found() {
    stranger()
        .get(link("never/put", "GET"))
        .then()
        .statusCode(404)
        .body("errorCode", equalTo("FILE_NOT_FOUND"));
  }

  @Test
  void a_file_that_is_too_large_is_refused_and_the_one_before_stays() {
    String key = "large/" + UUID.randomUUID();
    stranger().body("small").put(link(key, "PUT")).then().statusCode(200);
    // The client takes its time with so much on a busy machine.
    String lasting = presign(key, "30m", "PUT").statusCode(200).extract().path("url");

    stranger()
        .body(new byte[20_000_001])
        .put(lasting)
        .then()
        .statusCode(413)
        .body("errorCode", equalTo("FILE_TOO_LARGE"));

    stranger().get(link(key, "GET")).then().statusCode(200).body(equalTo("small"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reports/May 2024 (final).csv",
        "übersicht/größe [1].txt",
        "a?b#c&d=%41+e;f.txt",
        "表/データ.csv",
        "emoji/\uD83D\uDC18.bin"
      })
  void a_file_may_have_spaces_brackets_and_letters_of_any_script(String key) {
    String put = link(key, "PUT");
    assertThat(put).isASCII().doesNotContain(" ");
    stranger()
        .body(("content of " + key).getBytes(StandardCharsets.UTF_8))
        .put(put)
        .then()
        .statusCode(200);
    byte[] back = stranger().get(link(key, "GET")).then().statusCode(200).extract().asByteArray();
    assertThat(new String(back, StandardCharsets.UTF_8)).isEqualTo("content of " + key);
    stranger().get(link(key + ".other", "GET")).then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "../x",
        "a/../b",
        "a//b",
        ".hidden",
        "a/",
        "a\\b",
        " a",
        "a /b",
        "a\u00a0",
        "a\u0000",
        "a\n",
        "a\u202eb"
      })
  void a_key_that_is_no_path_is_refused(String key) {
    presign(key, "30s", "PUT")
        .statusCode(400)
        .body("errorCode", equalTo("FILE_REQUEST_INVALID"))
        .body("errorMessage", containsString("key:"));
  }

  @Test
  void every_fault_of_a_wanted_link_is_listed() {
    presign("..", "2h", "DELETE")
        .statusCode(400)
        .body(
            "errorMessage",
            allOf(containsString("key:"), containsString("method:"), containsString("expiry:")));
    given()
        .contentType("application/json")
        .body("{}")
        .post("/api/service/files/presignedUrl")
        .then()
        .statusCode(401);
  }
}
