package io.gazetteer.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.ServiceProcess;
import io.gazetteer.testing.WorkflowBuilder;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledServiceIT {

  @TempDir Path folder;

  @Test
  void a_run_whose_service_is_killed_is_finished_by_the_next_one_without_loss_or_doubles()
      throws SQLException {
    String store = Postgres.createDatabase("store");
    String first = Postgres.createDatabase("killed_a");
    String second = first.replace("killed_a", "killed_b");
    Postgres.execute("postgres", "CREATE DATABASE " + second);
    Postgres.execute(first, "CREATE TABLE public.one (id int, note text)");
    Postgres.execute(
        second,
        "CREATE TABLE public.two (id int); CREATE VIEW public.held AS SELECT * FROM public.two");
    Map<String, String> settings =
        Map.of(
            "QUARKUS_DATASOURCE_JDBC_URL", Postgres.jdbcUrl(store),
            "QUARKUS_DATASOURCE_USERNAME", "postgres",
            "QUARKUS_DATASOURCE_PASSWORD", "trusted",
            "GAZETTEER_SECRETS_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
            "GAZETTEER_SOURCE_DENY_OWN_STORE", "false");
    WorkflowBuilder workflow =
        WorkflowBuilder.aWorkflow()
            .of(first)
            .including("{\"^%s$\":[],\"^%s$\":[]}".formatted(first, second));
    String run;
    try (Connection locker = Postgres.connect(second);
        Statement lock = locker.createStatement();
        ServiceProcess service = ServiceProcess.start(folder, settings)) {
      locker.setAutoCommit(false);
      lock.execute("LOCK TABLE public.two IN ACCESS EXCLUSIVE MODE");
      service.ask("POST", "/api/service/workflows?submit=true", workflow.definition().toString());
      run = service.ask("GET", "/api/v1/runs", null).path("items").path(0).path("name").asText();
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> count("postgres", waiting(second)) > 0);
      service.kill();
      locker.rollback();
    }
    String path = "/api/v1/runs/" + run;
    long read;
    try (ServiceProcess service = ServiceProcess.start(folder, settings)) {
      JsonNode ended =
          await()
              .atMost(Duration.ofSeconds(60))
              .until(
                  () -> service.ask("GET", path, null),
                  now -> now.at("/run/finishedAt").isTextual());
      assertThat(ended.at("/run/state").asText()).as(ended.toPrettyString()).isEqualTo("SUCCEEDED");
      assertThat(ended.at("/run/attempts").asInt()).isEqualTo(2);
      read = ended.at("/run/doneObjects").asLong();
      assertThat(ended.at("/scopes/0/attempts").asInt())
          .as("finished scopes are kept")
          .isEqualTo(1);
    }
    // What was read, and the connection itself.
    assertThat(read).isGreaterThanOrEqualTo(11);
    assertThat(count(store, "SELECT count(*) FROM asset WHERE status = 'ACTIVE'"))
        .isEqualTo(read + 1);
    assertEachCreatedOnce(store, read);
  }

  /** All but the connection by a merge, which stands for their change rows. */
  private static void assertEachCreatedOnce(String store, long read) throws SQLException {
    assertThat(count(store, "SELECT sum(created) FROM asset_merge")).isEqualTo(read);
    assertThat(
            count(store, "SELECT count(*) FROM asset a JOIN asset_merge m ON m.id = a.created_in"))
        .isEqualTo(read);
    assertThat(count(store, "SELECT count(*) FROM asset_change")).isEqualTo(1);
    assertThat(count(store, "SELECT count(*) FROM asset_change WHERE kind <> 'CREATED'")).isZero();
  }

  private static String waiting(String database) {
    return "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'gazetteer' AND datname = '"
        + database
        + "' AND wait_event_type = 'Lock'";
  }

  private static long count(String database, String sql) throws SQLException {
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
