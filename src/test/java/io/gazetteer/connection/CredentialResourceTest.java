package io.gazetteer.connection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Recorded;
import io.gazetteer.testing.StoreResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = StoreResource.class, restrictToAnnotatedClass = false)
class CredentialResourceTest {

  private static final String PATH = "/api/service/credentials";

  private static RequestSpecification client() {
    return given()
        .header("authorization", "Bearer " + StoreResource.ADMIN_TOKEN)
        .contentType("application/json");
  }

  private static ObjectNode recorded() {
    return (ObjectNode) Recorded.exchange("50_credential_create", "POST", PATH).path("body");
  }

  private static String create(ObjectNode body) {
    return client()
        .body(body.toString())
        .post(PATH + "?testCredential=false")
        .then()
        .statusCode(200)
        .extract()
        .path("id");
  }

  @Test
  void a_credential_is_created_read_and_listed_without_its_secret() {
    ObjectNode body = recorded();
    String name = "pg-" + UUID.randomUUID();
    body.put("name", name).put("password", "elephant-in-the-room");
    ((ObjectNode) body.path("extra")).put("api_token", "elephant-token");
    String guid = create(body);

    client()
        .get(PATH + "/" + guid)
        .then()
        .statusCode(200)
        .body("host", equalTo("h"))
        .body("port", equalTo(5432))
        .body("extra.database", equalTo("sales"))
        .body("version", equalTo("1"))
        .body(not(containsString("elephant")));
    client()
        .queryParam("filter", "{\"name\":\"" + name + "\"}")
        .get(PATH)
        .then()
        .statusCode(200)
        .body("records", hasSize(1))
        .body("records[0].id", equalTo(guid))
        .body(not(containsString("elephant")));
  }

  @Test
  void a_credential_that_does_not_work_is_not_stored_when_it_is_to_be_tested() {
    ObjectNode body = recorded();
    String name = "pg-" + UUID.randomUUID();
    body.put("name", name).put("host", "nowhere.invalid");

    client()
        .body(body.toString())
        .post(PATH + "?testCredential=true")
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("CREDENTIAL_TEST_FAILED"))
        .body("errorMessage", containsString("nowhere.invalid"));
    client()
        .queryParam("filter", "{\"name\":\"" + name + "\"}")
        .get(PATH)
        .then()
        .body("records", hasSize(0));
  }

  @Test
  void a_stored_secret_is_used_for_its_own_server_and_never_sent_to_another() {
    ObjectNode body = recorded();
    body.put("host", "localhost").put("port", Postgres.port()).put("username", "postgres");
    body.putObject("extra").put("database", "postgres");
    String guid = create(body);
    body.remove("password");
    body.put("id", guid);

    client()
        .body(body.toString())
        .post(PATH + "/test")
        .then()
        .statusCode(200)
        .body("message", equalTo("successful"));
    body.put("host", "127.0.0.1");
    client()
        .body(body.toString())
        .post(PATH + "/test")
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("CREDENTIAL_WITHOUT_SECRET"));
    client()
        .body(body.toString())
        .post(PATH + "/" + guid)
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("CREDENTIAL_WITHOUT_SECRET"));
  }

  @Test
  void an_update_without_password_keeps_the_stored_one_and_counts_up() {
    ObjectNode body = recorded();
    String guid = create(body);
    body.remove("password");
    body.put("description", "now described");

    client()
        .body(body.toString())
        .post(PATH + "/" + guid)
        .then()
        .statusCode(200)
        .body("version", equalTo("2"))
        .body("description", equalTo("now described"));
  }

  @Test
  void an_archived_credential_is_gone() {
    String guid = create(recorded());

    client()
        .post(PATH + "/" + guid + "/archive")
        .then()
        .statusCode(200)
        .body("success", equalTo(true));
    client()
        .get(PATH + "/" + guid)
        .then()
        .statusCode(404)
        .body("errorCode", equalTo("CREDENTIAL_NOT_FOUND"));
  }

  @Test
  void every_fault_of_a_credential_is_listed() {
    String message =
        client()
            .body("{\"host\":\"a/b\",\"port\":0,\"authType\":\"magic\",\"extra\":[]}")
            .post(PATH + "?testCredential=false")
            .then()
            .statusCode(400)
            .body("errorCode", equalTo("CREDENTIAL_INVALID"))
            .extract()
            .path("errorMessage");

    assertThat(message).contains("host:", "port:", "authType:", "extra:");
  }

  @Test
  void a_connection_is_tested_before_it_is_stored() {
    client()
        .body(
            Map.of(
                "host", "localhost",
                "port", Postgres.port(),
                "database", "postgres",
                "username", "postgres",
                "password", "any"))
        .post("/api/v1/connections/test")
        .then()
        .statusCode(200)
        .body("ok", equalTo(true))
        .body("steps.find { it.name == 'Sign in' }.state", equalTo("OK"));
  }
}
