package io.gazetteer.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The running service, as a client of its REST sees it. */
public final class Service {

  private static final Set<String> FINAL = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int PAGE = 1000;

  private Service() {}

  /** A request with the administrator's token. */
  public static RequestSpecification asAdmin() {
    return given()
        .header("Authorization", "Bearer " + StoreResource.ADMIN_TOKEN)
        .contentType(ContentType.JSON);
  }

  /** Starts another run of a workflow and returns the run's name. */
  public static String rerun(String workflow) {
    return asAdmin()
        .body(
            Map.of(
                "namespace", "default",
                "resourceKind", "WorkflowTemplate",
                "resourceName", workflow))
        .post("/api/service/workflows/submit")
        .then()
        .statusCode(200)
        .extract()
        .path("metadata.name");
  }

  /** The run of a workflow that was asked for last. */
  public static String latestRun(String workflow) {
    return asAdmin()
        .body(
            """
            {"size": 1, "query": {"nested": {"path": "spec", "query":
              {"term": {"spec.workflowTemplateRef.name.keyword": "%s"}}}},
             "sort": [{"status.startedAt": {"order": "desc"}}]}"""
                .formatted(workflow))
        .post("/api/service/runs/indexsearch")
        .then()
        .statusCode(200)
        .extract()
        .path("hits.hits[0]._id");
  }

  /** A run and its scopes as they are now. */
  public static JsonPath run(String name) {
    return asAdmin().get("/api/v1/runs/{name}", name).then().statusCode(200).extract().jsonPath();
  }

  /** Waits until a run has ended and returns it with its scopes. */
  public static JsonPath awaitEnd(String run) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(25))
        .until(() -> run(run), now -> FINAL.contains(now.getString("run.state")));
  }

  /** Waits for the end of a workflow's latest run and returns it with its scopes. */
  public static JsonPath awaitLatest(String workflow) {
    return awaitEnd(latestRun(workflow));
  }

  /** The log of a run, one line an element. */
  public static List<String> log(String run) {
    return asAdmin()
        .get("/api/v1/runs/{name}/log?limit=1000", run)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items.message");
  }

  /** Answer of an asset search. */
  public static Response search(String dsl, String... attributes) {
    String names = attributes.length == 0 ? "" : '"' + String.join("\",\"", attributes) + '"';
    return asAdmin()
        .body("{\"dsl\":" + dsl + ",\"attributes\":[" + names + "]}")
        .post("/api/meta/search/indexsearch");
  }

  /** Every asset of a connection, archived ones too, page by page. */
  public static List<Map<String, Object>> assetsOf(String connection, String... attributes) {
    List<Map<String, Object>> all = new ArrayList<>();
    while (true) {
      String dsl =
          """
          {"from": %d, "size": %d, "query": {"bool": {"filter": [
            {"term": {"connectionQualifiedName": "%s"}}]}}, "sort": [{"__guid": "asc"}]}"""
              .formatted(all.size(), PAGE, connection);
      List<Map<String, Object>> page =
          search(dsl, attributes).then().statusCode(200).extract().path("entities");
      if (page == null) {
        return all;
      }
      all.addAll(page);
    }
  }
}
