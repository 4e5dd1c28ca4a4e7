package io.gazetteer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.client.ApiClient;
import io.gazetteer.client.ApiException;
import io.gazetteer.client.api.AssetsApi;
import io.gazetteer.client.api.RunServiceResourceApi;
import io.gazetteer.client.api.WorkflowServiceResourceApi;
import io.gazetteer.client.model.RunSearchAnswer;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.ServiceProcess;
import io.gazetteer.testing.WorkflowBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that a generator made of {@code docs/openapi.yaml}, against the packaged service. */
class GeneratedClientIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void makes_a_workflow_watches_its_run_and_finds_its_assets() throws Exception {
    String database = Postgres.createDatabase("generated");
    Postgres.execute(database, "CREATE TABLE public.orders (id int PRIMARY KEY)");
    Map<String, String> settings =
        Map.of("GAZETTEER_DATA_DIR", folder.resolve("data").toString(), "GAZETTEER_DEMO", "false");
    try (ServiceProcess service = ServiceProcess.start(folder, settings)) {
      ApiClient client = new ApiClient();
      client.updateBaseUri(service.address());
      client.setRequestInterceptor(
          request -> request.header("Authorization", "Bearer " + ServiceProcess.TOKEN));
      WorkflowBuilder workflow = WorkflowBuilder.aWorkflow().of(database);

      JsonNode made =
          JSON.valueToTree(
              new WorkflowServiceResourceApi(client)
                  .workflowServiceResourceCreate(
                      JSON.convertValue(workflow.definition(), Map.class), "true"));
      assertThat(made.at("/metadata/name").asText()).isEqualTo(workflow.name());

      RunServiceResourceApi runs = new RunServiceResourceApi(client);
      await()
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> phase(runs, workflow.name()).equals("Succeeded"));

      JsonNode found =
          JSON.valueToTree(
              new AssetsApi(client).assetSearchResourceSearch(tablesOf(workflow.connection())));
      assertThat(found.at("/approximateCount").asInt()).isEqualTo(1);
      assertThat(found.at("/entities/0/attributes/name").asText()).isEqualTo("orders");
    }
  }

  private static String phase(RunServiceResourceApi runs, String workflow) throws ApiException {
    RunSearchAnswer answer =
        runs.runServiceResourceSearch(
            Map.of(
                "size",
                1,
                "query",
                Map.of(
                    "term",
                    Map.of(
                        "metadata.labels.workflows.argoproj.io" + "/workflow-template",
                        workflow))));
    return answer.getHits().getHits().get(0).getSource().getStatus().getPhase();
  }

  private static Map<String, Object> tablesOf(String connection) {
    return Map.of(
        "dsl",
        Map.of(
            "size",
            5,
            "query",
            Map.of(
                "bool",
                Map.of(
                    "filter",
                    List.of(
                        Map.of("term", Map.of("connectionQualifiedName", connection)),
                        Map.of("term", Map.of("__typeName.keyword", "Table")))))));
  }
}
