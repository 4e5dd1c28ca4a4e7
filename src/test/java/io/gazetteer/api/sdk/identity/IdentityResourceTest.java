package io.gazetteer.api.sdk.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StoreResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ServiceTest
class IdentityResourceTest {

  @Inject Jdbi jdbi;
  @Inject Access access;

  @BeforeEach
  void people_of_the_recordings() {
    jdbi.useHandle(
        handle -> {
          handle.execute(
              "INSERT INTO app_user (username, email, first_name, last_name)"
                  + " VALUES ('jdoe', 'jdoe@example.org', 'J', 'Doe') ON CONFLICT DO NOTHING");
          handle.execute(
              "INSERT INTO app_group (name, alias) VALUES ('data_eng', 'Data Eng')"
                  + " ON CONFLICT DO NOTHING");
        });
  }

  private static RequestSpecification asAdmin() {
    return given().header("Authorization", "Bearer " + StoreResource.ADMIN_TOKEN);
  }

  private static Response send(JsonNode request) {
    RequestSpecification sent = asAdmin();
    for (JsonNode pair : request.path("query")) {
      sent.queryParam(pair.get(0).asText(), pair.get(1).asText());
    }
    return sent.get(request.path("path").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01_role_cache",
        "02_group_cache",
        "03_user_cache",
        "03b_user_cache_name_for_unknown_id",
        "04_user_current",
        "05_users_by_username",
        "06_groups_by_name",
        "07_roles_get_all"
      })
  void a_recorded_request_gets_an_answer_of_the_recorded_shape(String flow) throws IOException {
    JsonNode recorded;
    try (InputStream file = getClass().getResourceAsStream("/recorded/" + flow + ".json")) {
      recorded = new ObjectMapper().readTree(file);
    }
    for (JsonNode request : recorded.path("requests")) {
      Response answer = send(request);
      JsonNode wanted = request.path("response").path("body");
      assertThat(answer.statusCode()).isEqualTo(200);
      JsonNode body = new ObjectMapper().readTree(answer.asString());
      assertThat(body.properties()).extracting(each -> each.getKey()).containsAll(keys(wanted));
      if (wanted.has("records")) {
        JsonNode first = wanted.path("records").path(0);
        assertThat(body.path("records").isEmpty()).isEqualTo(first.isMissingNode());
        assertThat(keys(body.path("records").path(0))).containsAll(keys(first));
      }
    }
  }

  private static List<String> keys(JsonNode node) {
    return node.properties().stream().map(each -> each.getKey()).toList();
  }

  @Test
  void roles_have_fixed_ids_descriptions_and_counts_as_text() {
    asAdmin()
        .get("/api/service/roles/")
        .then()
        .body("totalRecord", equalTo(3))
        .body("records.name", equalTo(List.of("$admin", "$member", "$guest")))
        .body("records.description", equalTo(List.of("Admin", "Member", "Guest")))
        .body("records[0].memberCount", equalTo("1"));
  }

  @Test
  void role_mappings_of_a_user_are_found_where_pyatlan_8_2_2_looks_for_them() {
    String path = "/auth/admin/realms/default/users/%s/role-mappings";
    String admin = id("/api/service/users", "{\"username\":\"admin\"}");
    String role = id("/api/service/roles", "{\"name\":\"$admin\"}");
    asAdmin()
        .get(path.formatted(admin))
        .then()
        .statusCode(200)
        .body("realmMappings.name", equalTo(List.of("$admin")))
        .body("realmMappings[0].id", equalTo(role));
    asAdmin()
        .get(path.formatted("nobody"))
        .then()
        .statusCode(404)
        .body("errorCode", equalTo("IDENTITY_NOT_FOUND"));
    given()
        .get(path.formatted(admin))
        .then()
        .statusCode(401)
        .body("errorCode", equalTo("UNAUTHENTICATED"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/auth/admin/realms/default/clients", "/auth/realms/default"})
  void other_addresses_of_an_identity_provider_are_answered_with_json(String path) {
    asAdmin()
        .get(path)
        .then()
        .statusCode(404)
        .contentType("application/json")
        .body("errorCode", equalTo("NOT_FOUND"));
  }

  @Test
  void members_of_a_group_and_groups_of_a_user_are_listed_page_by_page() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO membership (user_id, group_id) SELECT u.id, g.id FROM app_user u,"
                    + " app_group g WHERE u.username = 'jdoe' AND g.name = 'data_eng'"
                    + " ON CONFLICT DO NOTHING"));
    String group = id("/api/service/groups", "{\"name\":\"data_eng\"}");
    String user = id("/api/service/users", "{\"username\":\"jdoe\"}");
    asAdmin()
        .get("/api/service/groups/" + group + "/members?limit=20&offset=0")
        .then()
        .statusCode(200)
        .body("totalRecord", equalTo(1))
        .body("filterRecord", equalTo(1))
        .body("records.username", equalTo(List.of("jdoe")));
    asAdmin()
        .queryParam("filter", "{\"username\":\"admin\"}")
        .get("/api/service/groups/" + group + "/members")
        .then()
        .body("totalRecord", equalTo(1))
        .body("filterRecord", equalTo(0))
        .body("records", hasSize(0));
    asAdmin()
        .get("/api/service/users/" + user + "/groups")
        .then()
        .statusCode(200)
        .body("records.alias", equalTo(List.of("Data Eng")));
    asAdmin()
        .get("/api/service/users/" + user + "/groups?offset=1")
        .then()
        .body("records", hasSize(0));
    for (String nobody : List.of("/groups/" + user + "/members", "/users/none/groups")) {
      asAdmin()
          .get("/api/service" + nobody)
          .then()
          .statusCode(404)
          .body("errorCode", equalTo("IDENTITY_NOT_FOUND"));
    }
  }

  private static String id(String address, String filter) {
    return asAdmin()
        .queryParam("filter", filter)
        .get(address)
        .then()
        .statusCode(200)
        .extract()
        .path("records[0].id");
  }

  @Test
  void whoami_names_the_roles_of_the_token() {
    asAdmin()
        .get("/api/service/whoami")
        .then()
        .statusCode(200)
        .body("username", equalTo("admin"))
        .body("roles.name", equalTo(List.of("$admin")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"username\":\"jdoe\"}",
        "{\"username\":{\"$in\":[\"jdoe\",\"x\"]}}",
        "{\"email\":{\"$ilike\":\"%DOE@%\"}}",
        "{\"$or\":[{\"id\":\"x\"},{\"$and\":[{\"lastName\":\"Doe\"},{\"username\":{\"$ne\":\"admin\"}}]}]}"
      })
  void every_documented_filter_finds_the_user(String filter) {
    asAdmin()
        .queryParam("filter", filter)
        .get("/api/service/users")
        .then()
        .statusCode(200)
        .body("filterRecord", equalTo(1))
        .body("records.username", equalTo(List.of("jdoe")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "[]",
        "{\"password_hash\":\"x\"}",
        "{\"id\":{\"$gt\":\"x\"}}",
        "{\"id\":[1]}",
        "{\"$or\":{}}",
        "{\"id\":{\"$in\":\"x\"}}",
        "{\"id\":\"\\u0000\"}"
      })
  void a_filter_that_is_not_understood_is_refused(String filter) {
    asAdmin()
        .queryParam("filter", filter)
        .get("/api/service/users")
        .then()
        .statusCode(400)
        .body("errorCode", equalTo("IDENTITY_QUERY_INVALID"));
  }

  @Test
  void a_value_is_never_taken_for_sql() {
    asAdmin()
        .queryParam("filter", "{\"username\":\"x' OR '1'='1\"}")
        .get("/api/service/users")
        .then()
        .body("records", hasSize(0));
  }

  @Test
  void empty_paging_values_are_as_good_as_none_and_wrong_ones_are_refused() {
    asAdmin()
        .get("/api/service/roles?filter=&sort=&count=&offset=&limit=")
        .then()
        .body("records", hasSize(3));
    asAdmin().get("/api/service/roles?offset=-1").then().statusCode(400);
    asAdmin().get("/api/service/roles?sort=x").then().statusCode(400);
    asAdmin()
        .get("/api/service/users?sort=-username&limit=1")
        .then()
        .body("records.username", equalTo(List.of("jdoe")));
  }

  @Test
  void api_keys_show_no_digest() {
    asAdmin()
        .get("/api/service/apikeys")
        .then()
        .body("records", hasSize(1))
        .body("records[0].keySet().size()", equalTo(4));
  }

  @Test
  void every_user_has_an_email_address_that_finds_the_user() {
    asAdmin()
        .get("/api/service/users")
        .then()
        .body("records.email", equalTo(List.of("admin@gazetteer.invalid", "jdoe@example.org")));
    asAdmin()
        .get("/api/service/users/current")
        .then()
        .body("email", equalTo("admin@gazetteer.invalid"))
        .body("firstName", equalTo(""))
        .body("lastName", equalTo(""));
    for (String filter :
        List.of(
            "{\"email\":{\"$in\":[\"admin@gazetteer.invalid\"]}}",
            "{\"email\":{\"$ilike\":\"%admin@%\"}}")) {
      asAdmin()
          .queryParam("filter", filter)
          .get("/api/service/users")
          .then()
          .body("records.username", equalTo(List.of("admin")));
    }
  }

  @Test
  void a_username_that_is_an_email_address_is_also_the_email_address() {
    jdbi.useHandle(
        handle -> handle.execute("INSERT INTO app_user (username) VALUES ('ann@example.org')"));
    try {
      asAdmin()
          .queryParam("filter", "{\"username\":\"ann@example.org\"}")
          .get("/api/service/users")
          .then()
          .body("records[0].email", equalTo("ann@example.org"));
    } finally {
      jdbi.useHandle(
          handle -> handle.execute("DELETE FROM app_user WHERE username = 'ann@example.org'"));
    }
  }

  @Test
  void api_keys_have_the_lists_that_the_java_sdk_reads_unchecked() {
    asAdmin()
        .get("/api/service/apikeys")
        .then()
        .body("records[0].attributes.personaQualifiedName", hasSize(0))
        .body("records[0].attributes.workspacePermissions", hasSize(0))
        .body("records[0].attributes.'access.token.lifespan'", equalTo("-1"))
        .body(
            "records[0].attributes.clientId",
            equalTo(asAdmin().get("/api/service/apikeys").path("records[0].id")));
  }

  @Test
  void a_thread_without_request_is_nobody_unless_somebody_stands_in() {
    String code =
        CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return access.check(Action.READ_RUN).username();
                  } catch (io.gazetteer.common.AppException failure) {
                    return failure.code().name();
                  }
                })
            .join();
    assertThat(code).isEqualTo("UNAUTHENTICATED");
    Caller stand = new Caller("1", "clock");
    assertThat(access.as(stand, () -> access.check(Action.READ_RUN))).isEqualTo(stand);
  }
}
