package io.gazetteer.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.testing.Recorded;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StoreResource;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every recorded exchange, asked of the running service: the same request in our names; of the
 * answer the status, each field that clients need, and the types of all they know.
 */
@ServiceTest
class RecordedContractResourceTest {

  /** Not served yet. A flow that passes has to leave this list, so it only becomes shorter. */
  private static final Set<String> NOT_YET = Set.of();

  /** Answered on purpose otherwise than recorded: with this status and an error. */
  private static final Map<String, Integer> OTHERWISE = Map.of("79_query_stream", 400);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static RecordedWorld world;

  @Inject Jdbi jdbi;

  @BeforeEach
  void prepare_the_world_once() {
    if (world == null) {
      world = new RecordedWorld(jdbi);
    }
  }

  /** The flow that purges the world's connection comes last: nothing is left for others. */
  static Stream<String> served() {
    return Recorded.flows()
        .filter(flow -> !NOT_YET.contains(flow))
        .sorted(Comparator.comparing("80_connection_delete_purge"::equals));
  }

  static Stream<String> notYet() {
    return NOT_YET.stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("served")
  void is_answered_as_its_client_needs(String flow) throws IOException {
    replay(flow);
  }

  // The list is empty at best; a parametrised test would not take that.
  @Test
  void flows_that_are_not_served_yet_fail() {
    assertThat(Recorded.flows()).containsAll(NOT_YET);
    notYet()
        .forEach(
            flow ->
                assertThatThrownBy(() -> replay(flow))
                    .as("%s is served now: take it off the list", flow)
                    .isInstanceOf(AssertionError.class));
  }

  private static void replay(String flow) throws IOException {
    String created = null;
    for (JsonNode exchange : world.exchanges(flow)) {
      JsonNode asked = created == null ? exchange : withGuid(exchange, created);
      String path = asked.path("path").asText();
      Response response = path.startsWith("/objects/") ? transfer(asked) : sent(flow, asked, path);
      int expected = OTHERWISE.getOrDefault(flow, exchange.at("/response/status").asInt());
      assertThat(response.statusCode())
          .as("%s %s: %s", asked.path("method").asText(), path, response.asString())
          .isEqualTo(expected);
      if (!path.startsWith("/objects/")) {
        JsonNode answer = JSON.readTree(response.asString());
        checkAnswer(asked, answer, expected);
        created = answer.at("/mutatedEntities/CREATE/0/guid").asText(null);
      }
    }
  }

  /** A flow that makes something goes on with the guid that it was given. */
  private static JsonNode withGuid(JsonNode exchange, String guid) {
    return Recorded.parse(
        exchange.toString().replaceFirst("(/api/meta/entity/guid/)[0-9a-f-]{36}", "$1" + guid));
  }

  private static void checkAnswer(JsonNode asked, JsonNode answer, int status) {
    JavaModel.check(asked.path("method").asText(), asked.path("path").asText(), status, answer);
    if (status >= 400) {
      Needs.checkError(answer, status);
      return;
    }
    JsonNode recorded = asked.at("/response/body");
    Needs.check(answer, Needs.of(asked.path("method").asText(), asked.path("path").asText()));
    Needs.checkTypes(recorded, answer, "$");
    Needs.checkFilled(recorded, answer);
    Needs.checkPhases(answer);
    assertThat(answer.toString()).doesNotContain("\"password\"").doesNotContain("s3cr3t");
    JsonNode sentName = asked.at("/body/metadata/name");
    if (sentName.isTextual()) {
      assertThat(answer.at("/metadata/name")).isEqualTo(sentName);
      assertThat(answer.path("payload")).isEmpty();
    }
    if (asked.path("path").asText().endsWith("/credentials/test")) {
      assertThat(answer.path("message").asText()).isEqualTo("successful");
    }
  }

  private static Response sent(String flow, JsonNode asked, String path) {
    boolean badKey = flow.startsWith("95");
    RequestSpecification request =
        given()
            .urlEncodingEnabled(true)
            .header("Authorization", "Bearer " + (badKey ? "bad" : StoreResource.ADMIN_TOKEN))
            .header("Accept", asked.at("/headers/accept").asText("application/json"))
            .header("Content-Type", asked.at("/headers/content-type").asText("application/json"));
    for (JsonNode pair : asked.path("query")) {
      request.queryParam(pair.get(0).asText(), pair.get(1).asText());
    }
    if (asked.path("body").isContainerNode()) {
      request.body(asked.path("body").toString().getBytes(StandardCharsets.UTF_8));
    }
    return request.request(asked.path("method").asText(), path);
  }

  /** Puts or gets by a signed link, as the client does: with no sign-in. */
  private static Response transfer(JsonNode asked) {
    RequestSpecification request = given().urlEncodingEnabled(false);
    byte[] content = "hello object".getBytes(StandardCharsets.UTF_8);
    Response put = request.body(content).put(RecordedWorld.link("PUT"));
    if (asked.path("method").asText().equals("PUT")) {
      return put;
    }
    Response got = given().urlEncodingEnabled(false).get(RecordedWorld.link("GET"));
    assertThat(got.asString()).isEqualTo(asked.at("/response/body").asText());
    return got;
  }

  @Test
  void every_flow_of_the_index_is_replayed() {
    List<String> flows = Recorded.flows().toList();
    assertThat(flows).hasSizeGreaterThan(75).doesNotHaveDuplicates();
    assertThat(OTHERWISE.keySet()).isSubsetOf(flows);
  }
}
