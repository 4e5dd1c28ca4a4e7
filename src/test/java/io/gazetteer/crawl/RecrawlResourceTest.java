package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a crawl does with a database that is as the last one left it, and when it does not trust
 * that.
 */
@ServiceTest
@Tag("slow")
class RecrawlResourceTest {

  private static final String TABLES =
      "CREATE SCHEMA a; CREATE TABLE a.kept (id int PRIMARY KEY, note text); CREATE TABLE a.gone (id int);"
          + " CREATE VIEW a.seen AS SELECT k.id, k.note FROM a.kept k";

  @Inject Jdbi store;

  private RecrawlScenario scenario(String name) {
    String database = Postgres.createDatabase(name);
    Postgres.execute(database, TABLES);
    Postgres.execute(database, "SELECT pg_stat_force_next_flush()");
    return new RecrawlScenario(store, Postgres.port(), database);
  }

  private static JsonPath fully(String workflow, String parameter) {
    return RecrawlScenario.ended(
        Service.asAdmin()
            .body(
                Map.of(
                    "namespace",
                    "default",
                    "resourceKind",
                    "WorkflowTemplate",
                    "resourceName",
                    workflow,
                    "submitOptions",
                    Map.of("parameters", List.of(parameter))))
            .post("/api/service/workflows/submit")
            .then()
            .statusCode(200)
            .extract()
            .path("metadata.name"));
  }

  @Test
  void an_unchanged_database_counts_as_unchanged_and_is_synced() {
    RecrawlScenario crawls = scenario("still");
    JsonPath first = crawls.start();
    assertThat(RecrawlScenario.why(first)).isEqualTo("it is the first crawl");
    List<String> before = crawls.assets();
    JsonPath second = crawls.again();
    assertThat(RecrawlScenario.wasSkipped(second)).isTrue();
    assertThat(second.getLong("run.unchanged")).isEqualTo(first.getLong("run.created"));
    assertThat(second.getLong("run.created") + second.getLong("run.changed")).isZero();
    assertThat(second.getLong("run.archived")).isZero();
    assertThat(second.getString("scopes[0].state")).isEqualTo("COMPLETE");
    assertThat(crawls.assets()).isEqualTo(before).hasSize((int) first.getLong("run.created"));
    assertThat(crawls.lastRun()).contains(second.getString("run.name"));
  }

  @Test
  void figures_of_an_unchanged_database_are_refreshed_without_a_change() {
    RecrawlScenario crawls = scenario("figures");
    crawls.start();
    List<String> before = crawls.assets();
    crawls.execute("INSERT INTO a.kept SELECT i, 'n' FROM generate_series(1, 1000) AS i");
    crawls.execute("ANALYZE");
    JsonPath run = crawls.again();
    assertThat(RecrawlScenario.wasSkipped(run)).isTrue();
    assertThat(run.getLong("run.changed")).isZero();
    assertThat(crawls.assets())
        .isNotEqualTo(before)
        .anyMatch(asset -> asset.contains("\"rowCount\": 1000"))
        .isEqualTo(crawls.freshAssets());
    crawls.execute("TRUNCATE a.kept");
    assertThat(RecrawlScenario.wasSkipped(crawls.again())).isTrue();
    assertThat(crawls.assets()).isEqualTo(crawls.freshAssets());
  }

  @Test
  void a_figure_that_moves_back_is_refreshed_also_where_a_schema_is_filtered_out() {
    RecrawlScenario crawls = scenario("back");
    crawls.execute("CREATE SCHEMA hidden");
    crawls.excluding("{\"^%s$\":[\"^hidden$\"]}".formatted(crawls.database()));
    crawls.start();
    List<String> before = crawls.assets();
    for (int round = 0; round < 2; round++) {
      crawls.execute("INSERT INTO a.gone SELECT i FROM generate_series(1, 1000) AS i");
      crawls.execute("ANALYZE a.gone");
      JsonPath moved = crawls.again();
      assertThat(RecrawlScenario.wasSkipped(moved)).isTrue();
      assertThat(moved.getBoolean("run.degraded")).as(moved.prettify()).isFalse();
      assertThat(crawls.assets()).anyMatch(asset -> asset.contains("\"rowCount\": 1000"));
      crawls.execute("TRUNCATE a.gone");
      assertThat(RecrawlScenario.wasSkipped(crawls.again())).isTrue();
      assertThat(crawls.assets()).noneMatch(asset -> asset.contains("\"rowCount\": 1000"));
    }
    assertThat(crawls.assets()).hasSameSizeAs(before);
  }

  @Test
  void a_change_is_read_and_the_next_crawl_recognises_the_result() {
    RecrawlScenario crawls = scenario("moving");
    crawls.start();
    crawls.execute("ALTER TABLE a.kept RENAME note TO remark");
    JsonPath changed = crawls.again();
    assertThat(RecrawlScenario.why(changed)).startsWith("1 of its relations");
    assertThat(RecrawlScenario.wasReadInPart(changed)).isTrue();
    assertThat(crawls.assets()).isEqualTo(crawls.freshAssets());
    assertThat(RecrawlScenario.wasSkipped(crawls.again())).isTrue();
  }

  @Test
  void another_workflow_with_other_filters_makes_both_read() {
    RecrawlScenario crawls = scenario("filters");
    crawls.start();
    WorkflowBuilder other =
        aWorkflow()
            .of(crawls.database())
            .over(crawls.connection())
            .including("{\"^%s$\":[\"^public$\"]}".formatted(crawls.database()));
    JsonPath narrow = RecrawlScenario.ended(other.start());
    assertThat(RecrawlScenario.why(narrow)).isEqualTo("the filters are others");
    assertThat(RecrawlScenario.why(crawls.again())).isEqualTo("the filters are others");
    assertThat(RecrawlScenario.wasSkipped(crawls.again())).isTrue();
  }

  @Test
  void a_run_and_a_workflow_can_ask_for_a_full_read() {
    RecrawlScenario crawls = scenario("forced");
    crawls.start();
    JsonPath forced = fully(crawls.workflow(), "full-read=true");
    assertThat(RecrawlScenario.why(forced)).isEqualTo("the run requests it");
    assertThat(forced.getLong("run.unchanged")).isEqualTo(crawls.assets().size());
    assertThat(RecrawlScenario.wasSkipped(fully(crawls.workflow(), "full-read=false"))).isTrue();
    Service.asAdmin()
        .body(
            Map.of(
                "resourceName",
                crawls.workflow(),
                "submitOptions",
                Map.of("parameters", List.of("full-read=maybe"))))
        .post("/api/service/workflows/submit")
        .then()
        .statusCode(400)
        .body(containsString("full-read"));
    crawls.store(
        """
        UPDATE workflow SET settings = settings || '{"fullRead": true}'
        WHERE connection_qualified_name = :connection""");
    assertThat(RecrawlScenario.why(crawls.again()))
        .isEqualTo("the workflow requests it (full-read)");
  }

  @Test
  void everything_is_read_again_after_the_interval() {
    RecrawlScenario crawls = scenario("interval");
    crawls.start();
    crawls.store(
        "UPDATE database_fingerprint SET read_at = read_at - interval '6 days 23 hours'"
            + " WHERE connection_qualified_name = :connection");
    assertThat(RecrawlScenario.wasSkipped(crawls.again())).isTrue();
    crawls.store(
        "UPDATE database_fingerprint SET read_at = read_at - interval '1 hour'"
            + " WHERE connection_qualified_name = :connection");
    assertThat(RecrawlScenario.why(crawls.again())).contains("full-read-interval");
    crawls.store(
        "UPDATE database_fingerprint SET read_at = read_at + interval '1 hour'"
            + " WHERE connection_qualified_name = :connection");
    assertThat(RecrawlScenario.why(crawls.again())).contains("full-read-interval");
  }

  @Test
  void what_another_version_of_the_program_read_is_read_again() {
    RecrawlScenario crawls = scenario("versions");
    crawls.start();
    crawls.store(
        "UPDATE database_fingerprint SET reader = 'older' WHERE connection_qualified_name = :connection");
    assertThat(RecrawlScenario.why(crawls.again()))
        .startsWith("the last crawl used another version");
    assertThat(RecrawlScenario.wasSkipped(crawls.again())).isTrue();
  }

  @Test
  void an_asset_that_was_deleted_or_changed_in_the_catalogue_comes_back() {
    RecrawlScenario crawls = scenario("meddled");
    crawls.start();
    List<String> whole = crawls.assets();
    for (String change :
        List.of(
            "UPDATE asset SET status = 'DELETED' WHERE connection_qualified_name = :connection AND name = 'gone'",
            "DELETE FROM asset WHERE connection_qualified_name = :connection AND name = 'note'",
            "UPDATE asset SET content_hash = 0, attributes = '{}' WHERE connection_qualified_name = :connection AND name = 'seen'")) {
      assertThat(RecrawlScenario.wasSkipped(crawls.again())).isTrue();
      assertThat(crawls.store(change)).isPositive();
      assertThat(RecrawlScenario.why(crawls.again()))
          .contains("the catalogue changed since the last crawl");
      assertThat(crawls.assets()).isEqualTo(whole);
    }
  }

  @Test
  void archiving_that_is_held_back_is_never_taken_for_unchanged() {
    RecrawlScenario crawls = scenario("held");
    String columns =
        IntStream.range(0, 60).mapToObj(i -> "c" + i + " int").collect(Collectors.joining(", "));
    crawls.execute("CREATE TABLE a.wide (" + columns + ")");
    crawls.start();
    crawls.execute("DROP SCHEMA a CASCADE");
    JsonPath held = crawls.again();
    assertThat(held.getBoolean("run.degraded")).isTrue();
    JsonPath still = crawls.again();
    assertThat(still.getBoolean("run.degraded")).isTrue();
    assertThat(RecrawlScenario.why(still)).startsWith("there is nothing to compare with");
    Service.asAdmin()
        .post("/api/v1/assets/archive-holds/approve?connection=" + crawls.connection())
        .then()
        .statusCode(200);
    JsonPath done = crawls.again();
    assertThat(done.getLong("run.archived")).isGreaterThan(60);
    assertThat(RecrawlScenario.wasSkipped(crawls.again())).isTrue();
    assertThat(crawls.assets()).isEqualTo(crawls.freshAssets());
  }

  @Test
  void a_preview_reads_everything_and_leaves_no_fingerprint() {
    RecrawlScenario crawls = scenario("previewed");
    crawls.start();
    crawls.execute("DROP TABLE a.gone");
    String preview =
        Service.asAdmin()
            .post("/api/v1/workflows/" + crawls.workflow() + "/preview")
            .then()
            .statusCode(200)
            .extract()
            .path("name");
    assertThat(RecrawlScenario.why(Service.awaitEnd(preview))).isEqualTo("a preview always does");
    JsonPath run = crawls.again();
    assertThat(RecrawlScenario.why(run)).contains("relations, types and routines changed");
    assertThat(run.getLong("run.archived")).isPositive();
  }
}
