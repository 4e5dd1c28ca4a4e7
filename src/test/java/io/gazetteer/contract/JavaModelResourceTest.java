package io.gazetteer.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.testing.Recorded;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.restassured.response.Response;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The recorded exchanges are read by the same model; these are calls that are not recorded. */
@ServiceTest
class JavaModelResourceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/service/roles",
        "/api/service/users",
        "/api/service/users/current",
        "/api/service/groups",
        "/api/service/v2/groups",
        "/api/service/apikeys",
        "/api/service/whoami",
        "/api/service/credentials",
        "/api/meta/types/typedefs",
        "/api/meta/types/typedefs?type=enum",
        "/api/meta/types/typedefs?type=classification&type=struct",
        "/api/meta/types/typedefs?type=business_metadata&type=struct",
        "/api/meta/entity/guid/00000000-0000-4000-8000-000000000000",
        "/api/service/credentials/00000000-0000-4000-8000-000000000000",
        "/api/service/nothing"
      })
  void the_java_sdk_can_read_what_it_asks_for(String address) throws IOException {
    Response answer = Service.asAdmin().urlEncodingEnabled(false).get(address);
    JsonNode body = new ObjectMapper().readTree(answer.asString());
    String path = address.replaceAll("\\?.*", "");
    assertThat(JavaModel.check("GET", path, answer.statusCode(), body)).isTrue();
  }

  /** Without structures the SDK says that the token has expired. */
  @ParameterizedTest
  @ValueSource(strings = {"classification", "business_metadata"})
  void caches_of_tags_and_custom_metadata_find_a_structure(String category) {
    assertThat(
            Service.asAdmin()
                .queryParam("type", category, "struct")
                .get("/api/meta/types/typedefs")
                .jsonPath()
                .getList("structDefs"))
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/service/users|{\"records\": [{\"id\": \"1\", \"username\": \"a\", \"email\": null}]}",
        "/api/service/users|{\"records\": [{\"id\": 1, \"username\": \"a\", \"email\": \"a@b\"}]}",
        "/api/service/users/current|{\"id\": \"1\", \"username\": \"a\"}",
        "/api/service/roles|{\"records\": [{\"id\": \"1\", \"name\": \"a\", \"description\": null}]}",
        "/api/service/roles|{\"records\": [{\"id\": \"1\", \"name\": \"a\", \"description\": \"\", \"memberCount\": 1}]}",
        "/api/service/groups|{\"records\": [{\"id\": \"1\", \"name\": \"a\", \"alias\": null}]}",
        "/api/service/apikeys|{\"records\": [{\"clientId\": \"1\", \"attributes\": {}}]}",
        "/api/service/credentials/1|{\"id\": \"1\", \"port\": \"5432\"}",
        "/api/service/credentials/1|{\"id\": \"1\", \"extra\": {\"ssl\": {\"mode\": \"require\"}}}",
        "/api/meta/entity/guid/1|{\"entity\": {\"typeName\": \"Table\", \"guid\": null}}",
        "/api/meta/entity/guid/1|{\"entity\": {\"typeName\": \"Table\", \"guid\": \"1\", \"status\": \"GONE\"}}"
      })
  void the_model_fails_on_what_the_java_sdk_cannot_read(String path, String answer) {
    assertThatThrownBy(() -> JavaModel.check("GET", path, 200, Recorded.parse(answer)))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void the_model_fails_on_an_error_with_a_key_that_the_java_sdk_does_not_know() {
    String error = "{\"code\": 404, \"errorCode\": \"X\", \"success\": false}";
    assertThatThrownBy(() -> JavaModel.check("GET", "/api/x", 404, Recorded.parse(error)))
        .isInstanceOf(AssertionError.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Stopped", "", "succeeded"})
  void the_model_fails_on_a_phase_that_the_java_sdk_does_not_know(String phase) {
    String run =
        """
        {"metadata": {"name": "r"}, "spec": {"workflowTemplateRef": {"name": "w"}}, "status": {"phase": "%s"}}"""
            .formatted(phase);
    assertThatThrownBy(
            () -> JavaModel.check("POST", "/api/service/runs/r/stop", 200, Recorded.parse(run)))
        .isInstanceOf(AssertionError.class);
  }
}
