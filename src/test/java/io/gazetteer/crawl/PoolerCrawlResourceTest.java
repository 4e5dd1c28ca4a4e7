package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.SignIn;
import io.gazetteer.connection.preflight.ConnectionReport;
import io.gazetteer.connection.preflight.TestConnection;
import io.gazetteer.testing.PgBouncer;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Samples;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The whole way from a workflow to its assets with a real pooler in transaction mode in between.
 */
@ServiceTest
class PoolerCrawlResourceTest {

  private static PgBouncer pooler;

  @Inject TestConnection testConnection;

  @BeforeAll
  static void start() throws IOException {
    pooler = PgBouncer.start(Postgres.port(), "gazetteer_reader");
  }

  @AfterAll
  static void stop() {
    if (pooler != null) {
      pooler.close();
    }
  }

  private static List<String> crawled(WorkflowBuilder workflow) {
    JsonPath run = Service.awaitEnd(workflow.start());
    assertThat(run.getString("run.state")).as(run.prettify()).isEqualTo("SUCCEEDED");
    assertThat(run.getString("scopes[0].state")).isEqualTo("COMPLETE");
    return Service.assetsOf(workflow.connection()).stream()
        .filter(asset -> !asset.get("typeName").equals("Connection"))
        .filter(asset -> !asset.get("typeName").equals("PostgresRole"))
        .map(
            asset ->
                asset.get("typeName")
                    + " "
                    + ((Map<?, ?>) asset.get("attributes"))
                        .get("qualifiedName")
                        .toString()
                        .substring(workflow.connection().length()))
        .sorted()
        .toList();
  }

  @Test
  void a_workflow_through_a_pooler_ends_with_the_assets_of_a_direct_one() {
    String database = Samples.load("sample_shop");
    WorkflowBuilder direct = aWorkflow().of(database).as("gazetteer_reader", "trusted");
    WorkflowBuilder pooled =
        aWorkflow()
            .at("localhost", pooler.port())
            .of(database)
            .as("gazetteer_reader", "trusted")
            .including("{\"^%s$\": []}".formatted(database));
    List<String> expected = crawled(direct);
    assertThat(expected).hasSizeGreaterThan(300);
    assertThat(crawled(pooled)).isEqualTo(expected);
    assertThat(Service.awaitEnd(Service.rerun(pooled.name())).getLong("run.changed")).isZero();
  }

  @Test
  void a_test_of_a_connection_through_a_pooler_passes_and_says_so() {
    String database = Samples.load("sample_billing");
    ConnectionReport report =
        testConnection.test(
            new ConnectionTarget(
                "localhost",
                pooler.port(),
                Optional.of(database),
                new SignIn.Basic("gazetteer_reader", "trusted")));
    assertThat(report.ok()).as("%s", report).isTrue();
    assertThat(report.steps())
        .filteredOn(step -> step.name().equals("Server"))
        .singleElement()
        .satisfies(step -> assertThat(step.message()).contains("pooler"));
  }
}
