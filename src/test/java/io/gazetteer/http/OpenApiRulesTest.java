package io.gazetteer.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What generators and linters need of {@code docs/openapi.yaml}, as far as Java can tell. */
class OpenApiRulesTest {

  /** Operations whose answer has no body, or a body that is not JSON. */
  private static final Set<String> WITHOUT_ANSWER = Set.of("streamQuery", "uploadFile");

  /** Bodies of which every member is optional. */
  private static final Set<String> ALL_OPTIONAL =
      Set.of(
          "ApplicationCrawlRequest",
          "ApplicationCredentialFields",
          "ApplicationCredentials",
          "ApplicationMetadataRequest",
          "ApplicationStartRequest",
          "IndexSearchRequest",
          "Selection");

  private static final Set<String> UNTYPED =
      Set.of("#/components/schemas/JsonValue", "#/components/schemas/JsonObject");

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private static JsonNode document;

  private record Operation(String path, String method, JsonNode node) {
    String id() {
      return node.path("operationId").asText();
    }
  }

  @BeforeAll
  static void read() throws IOException {
    document = new YAMLMapper().readTree(new File("docs/openapi.yaml"));
  }

  @Test
  void every_operation_says_what_it_does_under_an_id_of_its_own() {
    assertThat(operations().map(Operation::id))
        .hasSizeGreaterThan(70)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z][A-Za-z0-9]+"));
    Set<String> tags = new TreeSet<>();
    document.path("tags").forEach(tag -> tags.add(tag.path("name").asText()));
    assertThat(operations())
        .allSatisfy(
            operation -> {
              assertThat(operation.node.path("summary").asText()).as(operation.id()).isNotBlank();
              assertThat(operation.node.path("description").asText())
                  .as(operation.id())
                  .endsWith(".");
              assertThat(operation.node.path("tags")).as(operation.id()).hasSize(1);
              assertThat(tags).contains(operation.node.at("/tags/0").asText());
            });
    assertThat(document.path("tags")).allMatch(tag -> tag.hasNonNull("description"));
  }

  @Test
  void every_operation_takes_a_token_or_is_public_on_purpose() {
    Set<String> open = new TreeSet<>();
    operations()
        .forEach(
            operation -> {
              JsonNode security = operation.node.path("security");
              assertThat(security.isArray()).as(operation.id()).isTrue();
              if (security.isEmpty()) {
                open.add(operation.id());
              } else {
                assertThat(security.at("/0/bearer").isArray()).as(operation.id()).isTrue();
              }
            });
    assertThat(open)
        .containsExactly(
            "downloadFile",
            "getHealth",
            "getReadiness",
            "getServerHealth",
            "getServerReadiness",
            "uploadFile");
  }

  @Test
  void every_operation_describes_its_errors_with_a_body_and_an_example() {
    assertThat(operations())
        .allSatisfy(
            operation -> {
              Set<String> statuses = new TreeSet<>();
              responses(operation)
                  .forEach(
                      (status, response) -> {
                        if (status.startsWith("4") || status.startsWith("5")) {
                          statuses.add(status);
                          JsonNode body = response.path("content").iterator().next();
                          assertThat(body.has("schema") && body.has("example"))
                              .as(operation.id() + " " + status)
                              .isTrue();
                        }
                      });
              assertThat(statuses).as(operation.id()).contains("400", "500");
              if (!operation.node.path("security").isEmpty()) {
                assertThat(statuses).as(operation.id()).contains("401", "403", "429");
              }
            });
  }

  @Test
  void every_body_has_a_type_and_an_example_that_fits_it() {
    Examples examples = new Examples(document);
    List<String> wrong = new ArrayList<>();
    operations()
        .forEach(
            operation -> {
              JsonNode request = operation.node.at("/requestBody/content");
              request.forEach(body -> wrong.addAll(check(operation.id(), body, examples)));
              responses(operation)
                  .forEach(
                      (status, response) -> {
                        JsonNode content = response.path("content");
                        if (content.isEmpty()
                            && status.equals("200")
                            && !WITHOUT_ANSWER.contains(operation.id())) {
                          wrong.add(operation.id() + " has no answer");
                        }
                        content.forEach(
                            body ->
                                wrong.addAll(check(operation.id() + " " + status, body, examples)));
                      });
            });
    assertThat(wrong).isEmpty();
  }

  @Test
  void every_parameter_is_described() {
    assertThat(operations())
        .allSatisfy(
            operation ->
                assertThat(operation.node.path("parameters"))
                    .as(operation.id())
                    .allMatch(parameter -> parameter.hasNonNull("description")));
  }

  @Test
  void every_schema_has_a_stable_name_and_says_what_is_required() {
    document
        .at("/components/schemas")
        .properties()
        .forEach(
            schema -> {
              assertThat(schema.getKey()).matches("[A-Z][A-Za-z]*");
              if (!schema.getValue().path("properties").isEmpty()
                  && !ALL_OPTIONAL.contains(schema.getKey())) {
                assertThat(schema.getValue().path("required")).as(schema.getKey()).isNotEmpty();
              }
              // Go puts the constants of all enums into one namespace.
              assertThat(schema.getValue().has("enum")).as(schema.getKey()).isFalse();
              schema
                  .getValue()
                  .path("required")
                  .forEach(
                      name ->
                          assertThat(schema.getValue().path("properties").has(name.asText()))
                              .as(schema.getKey() + "." + name.asText())
                              .isTrue());
            });
  }

  @Test
  void no_two_paths_match_the_same_address() {
    List<String> paths = new ArrayList<>();
    document.path("paths").fieldNames().forEachRemaining(paths::add);
    for (String one : paths) {
      assertThat(paths.stream().filter(other -> !other.equals(one) && areAmbiguous(one, other)))
          .as(one)
          .isEmpty();
    }
  }

  @Test
  void the_lists_of_our_own_api_have_one_form() {
    List<Operation> lists =
        operations()
            .filter(operation -> operation.path.startsWith("/api/v1"))
            .filter(operation -> operation.method.equals("get"))
            .filter(operation -> answer(operation).path("properties").has("items"))
            .toList();
    assertThat(lists)
        .extracting(Operation::id)
        .containsExactlyInAnyOrder(
            "listRuns",
            "listWorkflows",
            "listConnections",
            "listChangesOfAsset",
            "listChangesOfRun",
            "listArchiveHolds",
            "readRunLog");
    assertThat(lists)
        .allSatisfy(
            list -> {
              assertThat(answer(list).path("properties").has("next")).as(list.id()).isTrue();
              assertThat(list.node.path("parameters").findValuesAsText("name"))
                  .as(list.id())
                  .contains("limit", "cursor", "sort");
            });
  }

  private static List<String> check(String where, JsonNode body, Examples examples) {
    JsonNode schema = body.path("schema");
    if (schema.isMissingNode() || UNTYPED.contains(schema.path("$ref").asText())) {
      return List.of(where + " has a body without a type");
    }
    if (!body.has("example")) {
      return List.of(where + " has a body without an example");
    }
    return examples.check(where, schema, body.get("example"));
  }

  /** Redocly's rule: each segment is equal or a parameter, with as many parameters on each side. */
  private static boolean areAmbiguous(String one, String other) {
    String[] first = one.split("/");
    String[] second = other.split("/");
    if (first.length != second.length || parameters(first) != parameters(second)) {
      return false;
    }
    for (int i = 0; i < first.length; i++) {
      if (!first[i].equals(second[i]) && !isParameter(first[i]) && !isParameter(second[i])) {
        return false;
      }
    }
    return true;
  }

  private static long parameters(String[] segments) {
    return Stream.of(segments).filter(OpenApiRulesTest::isParameter).count();
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  private static Stream<Operation> operations() {
    return document.path("paths").properties().stream()
        .flatMap(
            path ->
                path.getValue().properties().stream()
                    .filter(method -> METHODS.contains(method.getKey()))
                    .map(
                        method ->
                            new Operation(path.getKey(), method.getKey(), method.getValue())));
  }

  private static Map<String, JsonNode> responses(Operation operation) {
    return operation.node.path("responses").properties().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, response -> Examples.resolve(document, response.getValue())));
  }

  private static JsonNode answer(Operation operation) {
    return Examples.resolve(
        document, operation.node.at("/responses/200/content/application~1json/schema"));
  }
}
