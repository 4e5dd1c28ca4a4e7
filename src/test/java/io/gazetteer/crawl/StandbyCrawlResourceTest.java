package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gazetteer.testing.HeldLine;
import io.gazetteer.testing.PostgresPair;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@ServiceTest
class StandbyCrawlResourceTest {

  private static final String CONFLICTS =
      "SELECT sum(confl_snapshot) FROM pg_stat_database_conflicts";

  @Test
  void a_crawl_of_a_standby_that_recovery_ends_is_tried_again_from_its_start()
      throws IOException, SQLException, InterruptedException {
    try (PostgresPair pair = PostgresPair.start();
        HeldLine line = HeldLine.open(pair.standbyPort(), "FROM pg_attribute a")) {
      pair.execute(
          "postgres", "CREATE TABLE public.kept (id int); CREATE TABLE public.late (id int)");
      pair.awaitReplayed();
      String before = pair.ask(CONFLICTS);
      WorkflowBuilder workflow = aWorkflow().at("localhost", line.port()).of("postgres");
      String run = workflow.start();

      line.awaitHeld();
      pair.execute("postgres", "DROP TABLE public.late", "VACUUM pg_class", "VACUUM pg_attribute");
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> !pair.ask(CONFLICTS).equals(before));
      line.release();

      JsonPath end = Service.awaitEnd(run);
      List<String> log = Service.log(run);
      assertThat(end.getString("run.state"))
          .as("%s %s", end.prettify(), log)
          .isEqualTo("SUCCEEDED");
      assertThat(end.getInt("scopes[0].attempts")).isEqualTo(2);
      assertThat(log)
          .filteredOn(message -> message.contains("Next try in"))
          .singleElement()
          .asString()
          .contains("a standby", "primary");
      List<Object> tables =
          Service.assetsOf(workflow.connection()).stream()
              .filter(asset -> asset.get("typeName").equals("Table"))
              .map(asset -> ((Map<?, ?>) asset.get("attributes")).get("name"))
              .map(Object.class::cast)
              .toList();
      assertThat(tables).containsExactly("kept");
    }
  }
}
