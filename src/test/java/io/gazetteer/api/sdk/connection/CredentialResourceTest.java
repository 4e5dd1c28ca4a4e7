package io.gazetteer.api.sdk.connection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.SignIn;
import io.gazetteer.connection.credential.FindTarget;
import io.gazetteer.testing.Certificates;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Recorded;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StoreResource;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class CredentialResourceTest {

  private static final String PATH = "/api/service/credentials";

  @Inject FindTarget findTarget;
  @Inject Jdbi jdbi;

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
  void a_filter_combines_the_connector_type_with_whether_a_credential_is_active() {
    ObjectNode body = recorded();
    String name = "pg-" + UUID.randomUUID();
    body.put("name", name).put("connectorType", "jdbc");
    String guid = create(body);

    assertThat(listed("{\"name\":\"%s\",\"connectorType\":\"jdbc\",\"isActive\":true}", name))
        .containsExactly(guid);
    assertThat(listed("{\"name\":\"%s\",\"connectorType\":\"rest\",\"isActive\":true}", name))
        .isEmpty();
    assertThat(listed("{\"name\":\"%s\",\"isActive\":false}", name)).isEmpty();
    assertThat(listed("{\"isActive\":false}", name)).isEmpty();
  }

  private static List<String> listed(String filter, String name) {
    return client()
        .queryParam("filter", filter.formatted(name))
        .queryParam("limit", 500)
        .get(PATH)
        .then()
        .statusCode(200)
        .extract()
        .path("records.id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"true\"", "1", "null", "[true]"})
  void a_filter_takes_nothing_but_true_and_false_for_active(String value) {
    client()
        .queryParam("filter", "{\"isActive\":" + value + "}")
        .get(PATH)
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("CREDENTIAL_INVALID"))
        .body("errorMessage", containsString("true or false for isActive"));
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

  @ParameterizedTest
  @CsvSource({"hostaddr, 127.0.0.2", "driver_parameters, hostaddr = 127.0.0.2"})
  void a_stored_secret_is_never_sent_to_another_address_of_its_host(String member, String value) {
    ObjectNode body = recorded();
    body.put("host", "localhost").put("port", Postgres.port()).put("username", "postgres");
    ObjectNode extra = body.putObject("extra").put("database", "postgres");
    String guid = create(body);
    body.remove("password");
    body.put("id", guid);
    extra.put(member, value);

    for (String path : List.of(PATH + "/test", PATH + "/" + guid)) {
      client()
          .body(body.toString())
          .post(path)
          .then()
          .statusCode(400)
          .body("errorCode", equalTo("CREDENTIAL_WITHOUT_SECRET"))
          .body("errorMessage", containsString("hostaddr"));
    }
  }

  @Test
  void a_stored_secret_stays_with_its_address_and_is_not_sent_to_the_host_in_its_place() {
    ObjectNode body = recorded();
    body.put("host", "localhost").put("port", Postgres.port()).put("username", "postgres");
    ObjectNode extra = body.putObject("extra").put("hostaddr", "127.0.0.1");
    String guid = create(body);
    body.remove("password");
    extra.remove("hostaddr");
    extra.put("driver_parameters", "hostaddr=127.0.0.1");

    client().body(body.toString()).post(PATH + "/" + guid).then().statusCode(200);
    extra.remove("driver_parameters");
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
    client()
        .body(
            Map.of(
                "host", "localhost",
                "port", Postgres.port(),
                "database", "postgres",
                "username", "postgres",
                "password", "any",
                "extra", Map.of("sslmode", "require")))
        .post("/api/v1/connections/test")
        .then()
        .statusCode(200)
        .body("ok", equalTo(false))
        .body(
            "steps.find { it.name == 'TLS' }.message",
            containsString("does not offer TLS, but TLS mode require requires it"));
  }

  @Test
  void certificates_and_keys_are_stored_kept_by_an_update_and_never_sent_back() {
    Certificates.Authority ca = Certificates.authority("Kept CA");
    Certificates.Signed client = ca.client("reader");
    ObjectNode body = recorded();
    body.withObject("/extra")
        .put("sslrootcert", ca.pem())
        .put("sslcert", client.pem())
        .put("sslkey", client.encryptedKey("elephant-key"))
        .put("sslpassword", "elephant-key");
    String guid = create(body);
    ObjectNode change = recorded();
    change.remove("password");
    change.put("description", "changed");

    client()
        .body(change.toString())
        .post(PATH + "/" + guid)
        .then()
        .statusCode(200)
        .body("extra.sslmode", equalTo("verify-full"))
        .body(not(containsString("BEGIN")))
        .body(not(containsString("elephant")));
    ConnectionTarget kept = findTarget.byCredential(UUID.fromString(guid));
    assertThat(kept.tls().caPem()).contains(ca.pem());
    assertThat(kept.tls().client()).isPresent();
    assertThat(((SignIn.Basic) kept.signIn()).password()).isEqualTo("p");

    change.withObject("/extra").put("sslrootcert", "").put("sslmode", "require");
    client().body(change.toString()).post(PATH + "/" + guid).then().statusCode(200);
    assertThat(findTarget.byCredential(UUID.fromString(guid)).tls().caPem()).isEmpty();
    change.withObject("/extra").put("sslmode", "disable");
    client()
        .body(change.toString())
        .post(PATH + "/" + guid)
        .then()
        .statusCode(400)
        .body("errorMessage", containsString("extra.sslcert"));
  }

  @Test
  void a_credential_that_needs_no_secret_may_take_the_place_of_one_that_does() {
    String guid = create(recorded());
    ObjectNode role = recorded();
    role.remove("password");
    role.put("authType", "iam_role").put("username", "reader");
    role.withObject("/extra").put("aws_role_arn", "arn:aws:iam::123456789012:role/r");

    client()
        .body(role.toString())
        .post(PATH + "/" + guid)
        .then()
        .statusCode(200)
        .body("extra.sslmode", equalTo("verify-full"));
    assertThat(findTarget.byCredential(UUID.fromString(guid)).signIn())
        .isInstanceOf(SignIn.IamRole.class);
    role.put("authType", "basic");
    role.withObject("/extra").remove("aws_role_arn");
    client()
        .body(role.toString())
        .post(PATH + "/" + guid)
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("CREDENTIAL_WITHOUT_SECRET"));
  }

  @Test
  void a_parameter_that_was_stored_unchecked_fails_with_its_name_and_can_be_mended() {
    ObjectNode body = recorded();
    String guid = create(body);
    jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE credential SET extra = extra || '{\"socketTimeout\": \"0\"}'::jsonb"
                    + " WHERE guid = ?",
                UUID.fromString(guid)));

    client()
        .body("{\"credential_guid\": \"" + guid + "\"}")
        .post("/workflows/v1/check")
        .then()
        .statusCode(400)
        .body(containsString("extra.socketTimeout: must be a number of seconds"));
    // What a crawl asks.
    assertThatThrownBy(() -> findTarget.byCredential(UUID.fromString(guid)))
        .isInstanceOfSatisfying(
            AppException.class,
            fault -> assertThat(fault.code()).isEqualTo(ConnectionError.CREDENTIAL_INVALID));
    body.remove("password");
    client().body(body.toString()).post(PATH + "/" + guid).then().statusCode(200);
    assertThat(findTarget.byCredential(UUID.fromString(guid)).host()).isEqualTo("h");
  }
}
