package io.gazetteer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.testing.Recorded;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded requests with one value in them that makes no sense there. */
@ServiceTest
@Tag("slow")
class OddRequestsResourceTest {

  private static final String EPOCH = "1795219\\d{3}";

  private record Asked(String method, String path, JsonNode body) {}

  @ParameterizedTest
  @ValueSource(strings = {"\"\\u0000\"", "{\"a\": 1}"})
  void no_value_anywhere_in_a_recorded_request_is_a_fault_of_ours(String odd) {
    JsonNode value = Recorded.parse("{\"odd\": " + odd + "}").get("odd");
    List<String> errors = new ArrayList<>();
    int refused = 0;
    Set<String> seen = new HashSet<>();
    for (Asked asked : recorded()) {
      for (JsonPointer place : places(asked.body())) {
        if (!seen.add(asked.path() + " " + place)) {
          continue;
        }
        Response answer = send(asked, with(asked.body(), place, value));
        refused += answer.statusCode() == 400 ? 1 : 0;
        if (answer.statusCode() >= 500) {
          errors.add(asked.method() + " " + asked.path() + " " + place);
        }
      }
    }
    assertThat(errors).isEmpty();
    assertThat(refused).isGreaterThan(50);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/service/runs/cron/a\0b-cron",
        "GET /api/service/credentials/a\0b",
        "GET /api/service/v1/app/a\0b",
        "GET /api/service/v1/app/runs/a\0b",
        "GET /api/v1/runs/a\0b",
        "GET /workflows/v1/status/a\0b/c",
        "POST /api/service/runs/a\0b/stop",
        "POST /api/service/workflows/a\0b/archive",
        "POST /api/service/v1/app/a\0b/submit",
        "DELETE /api/service/v1/app/a\0b"
      })
  void no_character_of_an_address_is_a_fault_of_ours(String request) {
    String[] parts = request.split(" ", 2);
    assertThat(Service.asAdmin().request(parts[0], parts[1]).statusCode()).isIn(400, 404);
  }

  /** None that would start a run. */
  private static List<Asked> recorded() {
    List<Asked> found = new ArrayList<>();
    Recorded.flows()
        .flatMap(flow -> stream(Recorded.flow(flow).path("requests")))
        .filter(exchange -> exchange.path("body").isObject())
        .forEach(
            exchange -> {
              ObjectNode body =
                  Recorded.parse(exchange.get("body").toString().replaceAll(EPOCH, "1400000000"));
              String path = exchange.path("path").asText().replaceAll(EPOCH, "1400000000");
              if (body.has("run")) {
                body.put("run", false);
              }
              found.add(new Asked(exchange.path("method").asText(), path, body));
            });
    return found;
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    List<JsonNode> nodes = new ArrayList<>();
    list.forEach(nodes::add);
    return nodes.stream();
  }

  private static List<JsonPointer> places(JsonNode body) {
    List<JsonPointer> places = new ArrayList<>();
    collect(body, JsonPointer.empty(), places);
    return places;
  }

  private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
    places.add(at);
    node.properties()
        .forEach(field -> collect(field.getValue(), at.appendProperty(field.getKey()), places));
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(node.get(i), at.appendIndex(i), places);
      }
    }
  }

  private static JsonNode with(JsonNode body, JsonPointer place, JsonNode value) {
    if (place.matches()) {
      return value;
    }
    JsonNode copy = body.deepCopy();
    JsonNode holder = copy.at(place.head());
    if (holder instanceof ArrayNode list) {
      list.set(place.last().getMatchingIndex(), value);
    } else {
      ((ObjectNode) holder).set(place.last().getMatchingProperty(), value);
    }
    return copy;
  }

  private static Response send(Asked asked, JsonNode body) {
    return Service.asAdmin()
        .contentType("application/json")
        .queryParam("submit", "false")
        .queryParam("testCredential", "false")
        .body(body.toString().getBytes(StandardCharsets.UTF_8))
        .request(asked.method(), asked.path());
  }
}
