package io.gazetteer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * What clients cannot do without in an answer. A need is a path and a type: {@code []} in the path
 * means every element, {@code [+]} that there is one at least.
 */
final class Needs {

  private static final Set<String> ERROR_KEYS =
      Set.of("code", "errorCode", "errorMessage", "message", "requestId");
  private static final Set<String> PHASES =
      Set.of("Succeeded", "Running", "Failed", "Error", "Pending");
  private static final List<String> HITS =
      List.of(
          "took:NUMBER",
          "hits.total.value:NUMBER",
          "hits.total.relation:STRING",
          "hits.hits[]._index:STRING",
          "hits.hits[]._id:STRING",
          "hits.hits[]._type:STRING",
          "hits.hits[]._seq_no:NUMBER",
          "hits.hits[]._primary_term:NUMBER",
          "hits.hits[].sort:ARRAY",
          "hits.hits[]._source.apiVersion:STRING",
          "hits.hits[]._source.kind:STRING",
          "hits.hits[]._source.metadata.name:STRING",
          "hits.hits[]._source.metadata.creationTimestamp:STRING",
          "hits.hits[]._source.spec.workflowTemplateRef.name:STRING");
  private static final List<String> RUN =
      List.of(
          "metadata.name:STRING",
          "metadata.labels:OBJECT",
          "spec.workflowTemplateRef.name:STRING",
          "status.phase:STRING");
  private static final List<String> CREDENTIAL =
      List.of(
          "id:STRING",
          "version:STRING",
          "isActive:BOOLEAN",
          "createdAt:NUMBER",
          "updatedAt:NUMBER",
          "createdBy:STRING",
          "tenantId:STRING",
          "name:STRING",
          "host:STRING",
          "port:NUMBER",
          "authType:STRING",
          "extra:OBJECT");
  private static final List<String> SCHEDULE =
      List.of(
          "metadata.name:STRING",
          "spec.schedule:STRING",
          "spec.timezone:STRING",
          "spec.workflowSpec.workflowTemplateRef.name:STRING",
          "status:OBJECT",
          "workflowMetadata.labels:OBJECT");
  private static final List<String> RECORDS =
      List.of("totalRecord:NUMBER", "filterRecord:NUMBER", "records:ARRAY");

  private Needs() {}

  /** The needs of a request's answer; a path nobody knows is a fault of this test. */
  static List<String> of(String method, String path) {
    String at = method + " " + path.replaceAll("/$", "");
    if (at.endsWith("/workflows/indexsearch")) {
      return HITS;
    }
    if (at.endsWith("/runs/indexsearch")) {
      return and(HITS, prefixed("hits.hits[]._source.", RUN));
    }
    if (at.matches("POST .*/(submit|triggerAsOwner|stop)") && !at.contains("/app/")) {
      return RUN;
    }
    if (at.endsWith("/archive")) {
      return List.of();
    }
    if (at.matches("POST /api/service/workflows(/[^/]+(/changeownership)?)?")) {
      return List.of("metadata.name:STRING", "metadata.annotations:OBJECT", "spec:OBJECT");
    }
    if (at.endsWith("/runs/cron")) {
      return prefixed("items[+].", SCHEDULE);
    }
    if (at.endsWith("BetweenDuration")) {
      return List.of(":ARRAY");
    }
    if (at.matches("GET .*/runs/cron/.*")) {
      return SCHEDULE;
    }
    return ofOthers(at);
  }

  private static List<String> ofOthers(String at) {
    return switch (at) {
      case "GET /api/service/roles" ->
          and(
              RECORDS,
              List.of(
                  "records[+].id:STRING",
                  "records[+].name:STRING",
                  "records[+].description:STRING"));
      case "GET /api/service/groups", "GET /api/service/v2/groups" ->
          and(
              RECORDS,
              List.of("records[].id:STRING", "records[].name:STRING", "records[].alias:STRING"));
      case "GET /api/service/users" ->
          and(RECORDS, List.of("records[].id:STRING", "records[].username:STRING"));
      case "GET /api/service/apikeys" -> RECORDS;
      case "GET /api/service/users/current" -> List.of("id:STRING", "username:STRING");
      case "GET /api/service/whoami" ->
          List.of("userId:STRING", "username:STRING", "roles[+].name:STRING");
      case "GET /api/service/credentials" -> prefixed("records[+].", CREDENTIAL);
      case "POST /api/service/credentials" -> CREDENTIAL;
      case "POST /api/service/credentials/test" ->
          List.of("code:NUMBER", "message:STRING", "requestId:STRING");
      case "POST /api/meta/search/indexsearch" ->
          List.of(
              "queryType:STRING",
              "searchParameters.query:STRING",
              "approximateCount:NUMBER",
              "entities[].typeName:STRING",
              "entities[].guid:STRING",
              "entities[].status:STRING",
              "entities[].attributes.name:STRING",
              "entities[].attributes.qualifiedName:STRING");
      case "POST /api/meta/entity/bulk" -> List.of("guidAssignments:OBJECT");
      case "DELETE /api/meta/entity/bulk" -> List.of("mutatedEntities.DELETE[+].guid:STRING");
      case "POST /api/meta/lineage/list" ->
          List.of("entities:ARRAY", "hasMore:BOOLEAN", "entityCount:NUMBER");
      case "POST /api/service/files/presignedUrl" -> List.of("url:STRING");
      case "POST /api/service/v1/app" ->
          List.of("slug:STRING", "version:NUMBER", "execution_mode:STRING");
      default -> ofOne(at);
    };
  }

  private static List<String> ofOne(String at) {
    if (at.startsWith("GET /api/service/v1/app/runs/")) {
      return List.of("run_id:STRING", "status:STRING", "slug:STRING");
    }
    if (at.startsWith("GET /api/service/credentials/")) {
      return CREDENTIAL;
    }
    if (at.startsWith("GET /api/meta/entity/")) {
      return List.of(
          "entity.typeName:STRING",
          "entity.guid:STRING",
          "entity.status:STRING",
          "entity.attributes.name:STRING",
          "entity.attributes.qualifiedName:STRING");
    }
    throw new IllegalArgumentException("No needs are known of " + at);
  }

  private static List<String> and(List<String> some, List<String> more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  private static List<String> prefixed(String prefix, List<String> needs) {
    return needs.stream().map(need -> prefix + need).toList();
  }

  /** Fails where the answer lacks something that is needed, or has it in another type. */
  static void check(JsonNode answer, List<String> needs) {
    for (String need : needs) {
      int colon = need.lastIndexOf(':');
      check(
          answer, need.substring(0, colon), JsonNodeType.valueOf(need.substring(colon + 1)), need);
    }
  }

  private static void check(JsonNode node, String path, JsonNodeType type, String need) {
    int bracket = path.indexOf('[');
    if (bracket < 0) {
      JsonNode found = at(node, path);
      assertThat(found.getNodeType()).as("%s in %s", need, node).isEqualTo(type);
      return;
    }
    JsonNode list = at(node, path.substring(0, bracket));
    boolean some = path.charAt(bracket + 1) == '+';
    String rest = path.substring(path.indexOf(']') + 2);
    if (some) {
      assertThat(list).as("%s in %s", need, node).isNotEmpty();
    }
    list.forEach(element -> check(element, rest, type, need));
  }

  private static JsonNode at(JsonNode node, String path) {
    JsonNode found = node;
    if (!path.isEmpty()) {
      for (String step : path.split("\\.", -1)) {
        found = found.path(step);
      }
    }
    return found;
  }

  /** Fails where both have a thing and its types differ; null fits everything. */
  static void checkTypes(JsonNode recorded, JsonNode ours, String path) {
    if (recorded.isNull() || ours.isNull()) {
      return;
    }
    assertThat(ours.getNodeType()).as(path).isEqualTo(recorded.getNodeType());
    if (recorded.isArray() && !recorded.isEmpty() && !ours.isEmpty()) {
      checkTypes(recorded.get(0), ours.get(0), path + "[0]");
    }
    for (Iterator<String> names = recorded.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      // What a page goes on behind has the type of whatever it is sorted by.
      if (ours.has(name) && !name.equals("sort")) {
        checkTypes(recorded.get(name), ours.get(name), path + "." + name);
      }
    }
  }

  /** Fails where a list that holds something in the recording holds nothing here. */
  static void checkFilled(JsonNode recorded, JsonNode ours) {
    for (String list : List.of("/hits/hits", "/entities", "/records", "/items")) {
      if (!recorded.at(list).isEmpty()) {
        assertThat(ours.at(list)).as(list).isNotEmpty();
      } else if (recorded.at(list).isArray()) {
        assertThat(ours.at(list)).as(list).isEmpty();
      }
    }
  }

  /** Fails unless it is an error body that the strictest of the clients can read. */
  static void checkError(JsonNode answer, int status) {
    List<String> keys = new ArrayList<>();
    answer.fieldNames().forEachRemaining(keys::add);
    assertThat(keys).containsExactlyInAnyOrderElementsOf(ERROR_KEYS);
    assertThat(answer.path("code").asInt()).isEqualTo(status);
    assertThat(answer.path("errorMessage").asText()).isNotBlank();
    assertThat(answer.path("message")).isEqualTo(answer.path("errorMessage"));
  }

  /** Fails where a run has a phase that the clients cannot read. */
  static void checkPhases(JsonNode answer) {
    answer.findValues("phase").stream()
        .map(JsonNode::asText)
        .forEach(phase -> assertThat(phase).isIn(PHASES));
  }
}
