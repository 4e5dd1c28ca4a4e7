package io.gazetteer.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.gazetteer.testing.ServiceTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

@ServiceTest
class OpenApiTest {

  private static final Path COMMITTED = Path.of("docs/openapi.yaml");
  private static final Path GENERATED = Path.of("target/openapi.yaml");

  @Test
  void the_committed_document_is_the_one_that_the_service_serves_without_a_token()
      throws IOException {
    String served =
        given()
            .redirects()
            .follow(false)
            .get("/q/openapi?format=json")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    String generated = inOrder(served);
    Files.writeString(GENERATED, generated);
    assertThat(Files.exists(COMMITTED) ? Files.readString(COMMITTED) : "")
        .as("cp %s %s, look at the difference, and commit it", GENERATED, COMMITTED)
        .isEqualTo(generated);
  }

  /** With sorted keys and tags, as the order of what is found differs from build to build. */
  @SuppressWarnings("unchecked")
  private static String inOrder(String json) throws IOException {
    Map<String, Object> document = new TreeMap<>(new ObjectMapper().readValue(json, Map.class));
    if (document.get("tags") instanceof List<?> tags) {
      document.put(
          "tags",
          tags.stream()
              .map(tag -> (Map<String, Object>) tag)
              .sorted(Comparator.comparing(tag -> tag.get("name").toString()))
              .toList());
    }
    return YAMLMapper.builder()
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .build()
        .writeValueAsString(document);
  }
}
