package io.gazetteer.contract;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Recorded;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the three generations of the Java SDK send, as the contract tells it; none of them is
 * recorded.
 */
@ServiceTest
@Tag("slow")
class JavaGenerationsResourceTest {

  private static final String NEWEST_FIRST =
      "[{\"metadata.creationTimestamp\":{\"order\":\"desc\",\"nested\":{\"path\":\"metadata\"}}}]";

  /** A definition with text alone, null for lists of admins, and what a generation leaves out. */
  private static ObjectNode definition(WorkflowBuilder workflow, String generation) {
    ObjectNode body = workflow.definition();
    ArrayNode parameters =
        (ArrayNode) body.at("/spec/templates/0/dag/tasks/0/arguments/parameters");
    for (JsonNode parameter : parameters) {
      if (parameter.path("name").asText().equals("connection")) {
        ObjectNode connection = Recorded.parse(parameter.path("value").asText());
        ObjectNode attributes = (ObjectNode) connection.path("attributes");
        attributes.putNull("adminGroups").putNull("adminRoles");
        attributes.put("defaultCredentialGuid", "{{credentialGuid}}");
        ((ObjectNode) parameter).put("value", connection.toString());
      }
    }
    ((ObjectNode) body.path("spec")).remove("workflowMetadata");
    if (!generation.equals("J1")) {
      ((ObjectNode) body.path("spec"))
          .putObject("workflowMetadata")
          .putObject("annotations")
          .put("package.argoproj.io/name", "@atlan/postgres");
    }
    if (generation.equals("J3")) {
      parameters.addObject().put("name", "include-filter").put("value", "{}");
      parameters.addObject().put("name", "exclude-filter").put("value", "{}");
      parameters.addObject().put("name", "use-jdbc-internal-methods").put("value", "true");
    }
    return body;
  }

  private static JsonPath ask(String address, String body) {
    return Service.asAdmin().body(body).post(address).then().statusCode(200).extract().jsonPath();
  }

  private static String inMetadata(String clause) {
    return "{\"bool\":{\"filter\":[{\"nested\":{\"path\":\"metadata\",\"query\":"
        + clause
        + "}}]}}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"J1", "J2", "J3"})
  void a_crawler_is_made_watched_found_and_run_again(String generation) {
    String database = Postgres.createDatabase("java");
    Postgres.execute(database, "CREATE TABLE public.orders (id int PRIMARY KEY)");
    WorkflowBuilder workflow = aWorkflow().of(database);
    String name = workflow.name();
    Service.asAdmin()
        .body(definition(workflow, generation).toString())
        .post("/api/service/workflows?submit=true")
        .then()
        .statusCode(200)
        .body("metadata.name", equalTo(name));

    String byWorkflow =
        "{\"size\":10,\"query\":{\"bool\":{\"filter\":[{\"nested\":{\"path\":\"spec\",\"query\":"
            + "{\"term\":{\"spec.workflowTemplateRef.name.keyword\":{\"value\":\"%s\"}}}}}]}},\"sort\":%s}";
    Service.awaitLatest(name);
    JsonPath runs = ask("/api/service/runs/indexsearch", byWorkflow.formatted(name, NEWEST_FIRST));
    assertThat(runs.getString("hits.hits[0]._source.status.phase")).isEqualTo("Succeeded");

    String ofType =
        generation.equals("J1")
            ? "{\"prefix\":{\"metadata.name.keyword\":{\"value\":\"atlan-postgres\"}}}"
            : "{\"regexp\":{\"metadata.name.keyword\":{\"value\":\"atlan[-]postgres[-][0-9]{10}\"}}}";
    JsonPath found =
        ask(
            "/api/service/workflows/indexsearch",
            "{\"size\":1000,\"query\":" + inMetadata(ofType) + ",\"sort\":" + NEWEST_FIRST + "}");
    assertThat(found.getList("hits.hits._source.metadata.name")).contains(name);

    String byName =
        inMetadata("{\"term\":{\"metadata.name.keyword\":{\"value\":\"" + name + "\"}}}");
    JsonPath one =
        ask("/api/service/workflows/indexsearch", "{\"size\":2,\"query\":" + byName + "}");
    String resource = one.getString("hits.hits[0]._source.spec.workflowTemplateRef.name");
    assertThat(resource).isEqualTo(name);

    String run = Service.rerun(resource);
    String byRun = inMetadata("{\"term\":{\"metadata.name.keyword\":{\"value\":\"" + run + "\"}}}");
    JsonPath watched =
        ask(
            "/api/service/runs/indexsearch",
            "{\"size\":10,\"query\":" + byRun + ",\"sort\":" + NEWEST_FIRST + "}");
    assertThat(watched.getList("hits.hits._id")).containsExactly(run);
    Service.awaitEnd(run);
  }

  @Test
  void iam_comes_under_its_older_name_and_gives_no_key_back() {
    ObjectNode body = definition(aWorkflow().at("localhost", 5432).of("shop"), "J2");
    ObjectNode credential = (ObjectNode) body.at("/payload/0/body");
    credential.put("authType", "iam").put("username", "AKIDEXAMPLE").put("password", "key-of-java");
    credential.putObject("extra").put("database", "shop").put("dbuser", "reader");
    Response made = Service.asAdmin().body(body.toString()).post("/api/service/workflows");
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(200);
    String guid =
        made.jsonPath()
            .getString(
                "spec.templates[0].dag.tasks[0].arguments.parameters"
                    + ".find { it.name == 'credential-guid' }.value");
    Service.asAdmin()
        .get("/api/service/credentials/" + guid)
        .then()
        .statusCode(200)
        .body("authType", equalTo("iam"))
        .body("extra.dbuser", equalTo("reader"))
        .body("password", nullValue());
    assertThat(made.asString()).doesNotContain("key-of-java");
  }

  @Test
  void caches_ask_with_empty_values_and_find_descriptions() {
    Service.asAdmin()
        .queryParam("filter", "{\"name\":{\"$ilike\":\"$%\"}}")
        .get("/api/service/roles")
        .then()
        .statusCode(200)
        .body("records.description", everyItem(notNullValue()));
    Service.asAdmin()
        .get("/api/service/groups?filter=&sort=&count=&offset=&limit=")
        .then()
        .statusCode(200)
        .body("records", notNullValue());
  }

  @Test
  void pages_follow_from_the_echo_and_from_the_sort_values_and_saves_have_older_flags() {
    String database = Postgres.createDatabase("javapages");
    Postgres.execute(database, "CREATE TABLE public.a (); CREATE TABLE public.b ()");
    WorkflowBuilder workflow = aWorkflow().of(database);
    Service.awaitEnd(workflow.start());
    String dsl =
        """
        {"from": 0, "size": 1, "track_total_hits": true, "query": {"bool": {"filter": [
          {"term": {"__state": {"value": "ACTIVE", "case_insensitive": false}}},
          {"term": {"__superTypeNames.keyword": {"value": "Referenceable"}}},
          {"terms": {"__typeName.keyword": ["Table", "View"]}}],
          "should": [{"prefix": {"qualifiedName": {"value": "%s/"}}}], "minimum_should_match": "1"}},
          "sort": [{"__guid": {"order": "asc", "missing": "_last", "unmapped_type": "keyword"}}]}"""
            .formatted(workflow.connection());
    JsonPath first = search(dsl);
    assertThat(first.getInt("approximateCount")).isEqualTo(2);
    String guid = first.getString("entities[0].guid");

    ObjectNode next = Recorded.parse(first.getString("searchParameters.query"));
    String second = search(next.put("from", 1).toString()).getString("entities[0].guid");
    assertThat(second).isNotEqualTo(guid);
    ArrayNode after = next.put("from", 0).putArray("search_after");
    List<Object> sort = first.getList("searchMetadata.'" + guid + "'.sort");
    sort.forEach(value -> after.add(value.toString()));
    assertThat(search(next.toString()).getString("entities[0].guid")).isEqualTo(second);

    Service.asAdmin()
        .body(
            "{\"entities\": [{\"typeName\": \"Table\", \"guid\": \"%s\", \"attributes\": {\"description\": \"j\"}}]}"
                .formatted(guid))
        .post(
            "/api/meta/entity/bulk?replaceClassifications=false&replaceBusinessAttributes=false"
                + "&overwriteBusinessAttributes=false")
        .then()
        .statusCode(200)
        .body("mutatedEntities.UPDATE[0].attributes.description", equalTo("j"));
    Service.asAdmin()
        .delete("/api/meta/entity/bulk?guid=" + guid + "&deleteType=SOFT")
        .then()
        .statusCode(200)
        .body("mutatedEntities.DELETE[0].guid", equalTo(guid));
  }

  private static JsonPath search(String dsl) {
    return ask(
        "/api/meta/search/indexsearch",
        "{\"dsl\": "
            + dsl
            + ", \"attributes\": [\"name\"], \"relationAttributes\": [], \"suppressLogs\": true,"
            + " \"showSearchScore\": false, \"excludeMeanings\": true, \"excludeClassifications\": true,"
            + " \"includeClassificationNames\": false, \"showSearchMetadata\": true,"
            + " \"requestMetadata\": {\"saveSearchLog\": false, \"utmTags\": []}}");
  }
}
