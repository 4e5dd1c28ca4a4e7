package io.gazetteer.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StoreResource;
import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

@ServiceTest
class SignInResourceTest {

  private static final String SESSION = "gazetteer-session";

  private static Response signIn(String username, String password) {
    return given()
        .redirects()
        .follow(false)
        .formParam("j_username", username)
        .formParam("j_password", password)
        .post("/j_security_check");
  }

  private static String session() {
    return signIn("admin", StoreResource.ADMIN_PASSWORD).cookie(SESSION);
  }

  @Test
  void the_right_password_opens_a_session_and_leads_to_the_workflows() {
    Response answer = signIn("ADMIN", StoreResource.ADMIN_PASSWORD);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.header("Location")).endsWith("/ui/workflows");
    assertThat(answer.detailedCookie(SESSION).isHttpOnly()).isTrue();
    assertThat(answer.detailedCookie(SESSION).getSameSite()).isEqualTo("Lax");
  }

  @Test
  void a_wrong_password_leads_back_to_the_page_that_says_so() {
    Response answer = signIn("nobody", "wrong");

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.cookie(SESSION)).isNull();
    assertThat(answer.header("Location")).endsWith("/sign-in?failed");
    given().get("/sign-in?failed").then().statusCode(200).body(containsString("role=\"alert\""));
  }

  @Test
  void after_five_wrong_passwords_the_sixth_waits() {
    for (int i = 0; i < 5; i++) {
      assertThat(guess("guessed").header("Location")).endsWith("/sign-in?failed");
    }
    Response answer = guess("Guessed");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
    assertThat(answer.asString()).contains("Too many wrong sign-ins");
    assertThat(signIn("admin", StoreResource.ADMIN_PASSWORD).cookie(SESSION)).isNotNull();
  }

  private static Response guess(String username) {
    return elsewhere()
        .formParam("j_username", username)
        .formParam("j_password", "wrong")
        .post("/j_security_check");
  }

  @Test
  void after_thirty_wrong_tokens_the_next_waits_and_the_right_one_does_not() {
    Response answer = withToken("a-wrong-token-of-a-script");
    for (int i = 0; i < 30 && answer.statusCode() == 401; i++) {
      answer = withToken("a-wrong-token-of-a-script");
    }

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
    assertThat(answer.jsonPath().getString("errorCode")).isEqualTo("TOO_MANY_SIGN_INS");
    assertThat(withToken(StoreResource.ADMIN_TOKEN).statusCode()).isEqualTo(200);
  }

  private static Response withToken(String token) {
    return elsewhere().header("Authorization", "Bearer " + token).get("/api/service/roles");
  }

  /** From an address of its own, so that no other test is refused. */
  private static RequestSpecification elsewhere() {
    try {
      InetAddress address = InetAddress.getByName("127.0.0.2");
      return given()
          .config(
              RestAssured.config()
                  .httpClient(
                      HttpClientConfig.httpClientConfig()
                          .setParam("http.route.local-address", address)))
          .redirects()
          .follow(false);
    } catch (UnknownHostException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void a_page_without_session_leads_to_the_sign_in_page() {
    for (String path : List.of("/", "/ui/workflows", "/q/swagger-ui", "/elsewhere")) {
      given()
          .redirects()
          .follow(false)
          .get(path)
          .then()
          .statusCode(302)
          .header("Location", endsWith("/sign-in"));
    }
  }

  @Test
  void a_session_never_reaches_the_api() {
    String session = session();
    for (String path : List.of("/api/service/roles", "/workflows/v1/x", "/api/v1/x")) {
      given().cookie(SESSION, session).get(path).then().statusCode(401);
    }
    given().cookie(SESSION, session).get("/api;a/service/roles").then().statusCode(404);
    given()
        .cookie(SESSION, session)
        .contentType(ContentType.JSON)
        .body("{}")
        .post("/api/service/failing")
        .then()
        .statusCode(401);
  }

  @Test
  void a_token_never_opens_a_page() {
    given()
        .redirects()
        .follow(false)
        .header("Authorization", "Bearer " + StoreResource.ADMIN_TOKEN)
        .get("/ui/failing/known")
        .then()
        .statusCode(302);
  }

  @Test
  void signing_out_without_token_is_refused_whatever_the_media_type() {
    String session = session();
    for (String type : List.of("application/x-www-form-urlencoded", "text/plain")) {
      given()
          .cookie(SESSION, session)
          .contentType(type)
          .body("a=b")
          .post("/ui/sign-out")
          .then()
          .statusCode(400);
    }
  }

  @Test
  void signing_out_with_token_ends_the_session() {
    String session = session();
    String token = given().get("/sign-in").cookie("csrf-token");
    Response answer =
        given()
            .redirects()
            .follow(false)
            .cookie(SESSION, session)
            .cookie("csrf-token", token)
            .formParam("csrf-token", token)
            .post("/ui/sign-out");

    assertThat(answer.statusCode()).as(token + answer.asString()).isEqualTo(303);
    assertThat(answer.detailedCookie(SESSION).getMaxAge()).isZero();
  }

  @Test
  void a_sign_in_form_from_another_site_is_refused() {
    given()
        .header("Origin", "https://elsewhere.example")
        .formParam("j_username", "admin")
        .formParam("j_password", StoreResource.ADMIN_PASSWORD)
        .post("/j_security_check")
        .then()
        .statusCode(403);
  }

  @Test
  void a_session_reads_pages_and_the_api_document_and_pages_fail_as_pages() {
    String session = session();
    given()
        .cookie(SESSION, session)
        .get("/ui/failing/known")
        .then()
        .statusCode(400)
        .contentType(ContentType.HTML)
        .header("Cache-Control", equalTo("no-store"))
        .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
        .body(containsString("port: out of range"));
    given().cookie(SESSION, session).get("/ui/none").then().statusCode(404);
    given().cookie(SESSION, session).get("/q/swagger-ui/").then().statusCode(200);
  }

  @Test
  void health_is_open_and_looks_at_the_store_while_metrics_want_a_sign_in() {
    given().get("/q/health").then().statusCode(200).body(containsString("Database connections"));
    given().get("/q/metrics").then().statusCode(401);
    given()
        .header("Authorization", "bearer " + StoreResource.ADMIN_TOKEN)
        .get("/q/metrics")
        .then()
        .statusCode(200);
  }

  @Test
  void a_wrong_token_gets_a_401_in_the_words_of_the_sdk_and_is_not_logged() {
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler listener =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            lines.add(entry.getMessage() + " " + entry.getThrown());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger root = Logger.getLogger("");
    root.addHandler(listener);
    try {
      for (String path : List.of("/api/service/roles", "/api/service/none", "/workflows/x")) {
        given()
            .header("Authorization", "Bearer a-wrong-token-0123456789")
            .header("X-Atlan-Request-Id", "id-9")
            .get(path)
            .then()
            .statusCode(401)
            .header("WWW-Authenticate", equalTo("Bearer"))
            // The connector application's clients look at "success" too.
            .body("size()", equalTo(path.startsWith("/api") ? 5 : 6))
            .body("code", equalTo(401))
            .body("errorCode", equalTo("UNAUTHENTICATED"))
            .body("message", notNullValue())
            .body("requestId", equalTo("id-9"));
      }
    } finally {
      root.removeHandler(listener);
    }
    assertThat(lines).noneMatch(line -> line.contains("a-wrong-token"));
  }
}
