package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StumblingProfile;
import io.gazetteer.testing.StumblingSources;
import io.gazetteer.testing.StumblingSources.Place;
import io.gazetteer.testing.WorkflowBuilder;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of a read whose run was taken away, stopped or overtaken meanwhile. */
@ServiceTest
@TestProfile(StumblingProfile.class)
@Tag("slow")
class LateMergeResourceTest {

  private static final String TABLES = "CREATE TABLE public.one (id int)";
  private static final Duration SOON = Duration.ofSeconds(3);

  @Inject StumblingSources sources;
  @Inject Jdbi jdbi;

  private static List<String> tables(WorkflowBuilder workflow, String status) {
    return Service.assetsOf(workflow.connection()).stream()
        .filter(asset -> asset.get("typeName").equals("Table"))
        .filter(asset -> asset.get("status").equals(status))
        .map(asset -> (String) ((Map<?, ?>) asset.get("attributes")).get("name"))
        .sorted()
        .toList();
  }

  private void execute(String sql, String workflow) {
    assertThat(jdbi.<Integer, RuntimeException>withHandle(h -> h.execute(sql, workflow)))
        .isEqualTo(1);
  }

  @Test
  void a_worker_whose_run_was_taken_over_while_it_was_paused_merges_nothing() {
    String database = Postgres.createDatabase("taken");
    Postgres.execute(database, TABLES);
    WorkflowBuilder workflow = aWorkflow().of(database);
    CompletableFuture<List<String>> seenByTheNext = new CompletableFuture<>();
    sources.onceAt(
        Place.READ,
        () -> {
          execute(
              "UPDATE run SET attempts = attempts + 1 WHERE workflow_name = ?", workflow.name());
          sources.onceAt(Place.BEGUN, () -> seenByTheNext.complete(tables(workflow, "ACTIVE")));
        });

    JsonPath run = Service.awaitEnd(workflow.start());

    assertThat(run.getString("run.state")).isEqualTo("SUCCEEDED");
    assertThat(run.getInt("run.attempts")).isEqualTo(3);
    assertThat(seenByTheNext.join()).isEmpty();
    assertThat(tables(workflow, "ACTIVE")).containsExactly("one");
  }

  @Test
  void a_run_that_is_stopped_before_its_merge_changes_nothing() {
    String database = Postgres.createDatabase("stopped");
    Postgres.execute(database, TABLES);
    WorkflowBuilder workflow = aWorkflow().of(database);
    Service.awaitEnd(workflow.start());
    Postgres.execute(database, "DROP TABLE public.one; CREATE TABLE public.two (id int)");
    sources.onceAt(
        Place.READ,
        () ->
            execute(
                "UPDATE run SET cancel_requested_at = now(), cancel_requested_by = 'ann'"
                    + " WHERE state = 'RUNNING' AND workflow_name = ?",
                workflow.name()));

    JsonPath run = Service.awaitEnd(Service.rerun(workflow.name()));

    assertThat(run.getString("run.state")).isEqualTo("CANCELLED");
    assertThat(tables(workflow, "ACTIVE")).containsExactly("one");
  }

  @Test
  void a_read_that_another_run_overtook_is_made_anew() {
    String database = Postgres.createDatabase("overtaken");
    Postgres.execute(database, TABLES);
    WorkflowBuilder slow = aWorkflow().of(database);
    Service.awaitEnd(slow.start());
    Postgres.execute(database, "COMMENT ON TABLE public.one IS 'so that it is read fully'");
    WorkflowBuilder quick = aWorkflow().of(database).over(slow.connection());
    sources.onceAt(
        Place.READ,
        () -> {
          Postgres.execute(database, "DROP TABLE public.one; CREATE TABLE public.two (id int)");
          JsonPath other = Service.awaitEnd(quick.start());
          assertThat(other.getString("run.state")).isEqualTo("SUCCEEDED");
        });

    JsonPath run = Service.awaitEnd(Service.rerun(slow.name()));

    assertThat(run.getString("run.state")).as(run.prettify()).isEqualTo("SUCCEEDED");
    assertThat(Service.log(run.getString("run.name")))
        .anyMatch(line -> line.contains("Another run changed this database"));
    assertThat(tables(slow, "ACTIVE")).containsExactly("two");
    assertThat(tables(slow, "DELETED")).containsExactly("one");
    assertThat(
            jdbi.<List<String>, RuntimeException>withHandle(
                handle ->
                    handle
                        .createQuery(
                            "SELECT a.name || ' ' || h.kind FROM asset_change h JOIN asset a USING (guid)"
                                + " WHERE a.type_name = 'Table' AND a.connection_qualified_name = :c"
                                + " ORDER BY h.id")
                        .bind("c", slow.connection())
                        .mapTo(String.class)
                        .list()))
        .containsExactly("one ARCHIVED");
  }

  @Test
  void a_stop_ends_the_statement_that_the_source_is_busy_with() throws SQLException {
    String database = Postgres.createDatabase("busy");
    Postgres.execute(database, TABLES);
    WorkflowBuilder workflow = aWorkflow().of(database);
    Service.awaitEnd(workflow.start());
    Postgres.execute(database, "DROP TABLE public.one");
    try (Connection locker = Postgres.connect(database);
        Statement lock = locker.createStatement()) {
      locker.setAutoCommit(false);
      lock.execute("LOCK TABLE pg_catalog.pg_description IN ACCESS EXCLUSIVE MODE");
      String run = Service.rerun(workflow.name());
      await().atMost(Duration.ofSeconds(30)).until(() -> waiting(database) == 1);

      long from = System.nanoTime();
      Service.asAdmin().post("/api/service/runs/{run}/stop", run).then().statusCode(200);
      JsonPath ended = Service.awaitEnd(run);

      assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(SOON);
      assertThat(ended.getString("run.state")).isEqualTo("CANCELLED");
      assertThat(waiting(database)).isZero();
    }
    assertThat(tables(workflow, "ACTIVE")).containsExactly("one");
  }

  private static long waiting(String database) throws SQLException {
    try (Connection watcher = Postgres.connect("postgres");
        Statement statement = watcher.createStatement();
        java.sql.ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'gazetteer%'"
                    + " AND wait_event_type = 'Lock' AND datname = '"
                    + database
                    + "'")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
