package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.gazetteer.testing.EmbeddedServers;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.SecuredPostgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@ServiceTest
@Tag("slow")
class CrawlFaultsResourceTest {

  private static JsonPath failed(WorkflowBuilder workflow) {
    JsonPath run = Service.awaitEnd(workflow.start());
    assertThat(run.getString("run.state")).as(run.prettify()).isEqualTo("FAILED");
    assertThat(Service.assetsOf(workflow.connection()))
        .allMatch(asset -> asset.get("typeName").equals("Connection"));
    return run;
  }

  @Test
  void a_wrong_password_is_told_as_one_and_nothing_is_stored() {
    SecuredPostgres.execute(
        "postgres", "DROP ROLE IF EXISTS wrong; CREATE ROLE wrong LOGIN PASSWORD 'right'");
    JsonPath run =
        failed(
            aWorkflow()
                .at("localhost", SecuredPostgres.port())
                .of("postgres")
                .as("wrong", "not-right"));
    assertThat(run.getString("run.message")).containsIgnoringCase("password").contains("wrong");
    assertThat(run.prettify()).doesNotContain("not-right");
  }

  @Test
  void an_unknown_host_is_named() {
    JsonPath run = failed(aWorkflow().at("no-such-host.invalid", 5432).of("x"));
    assertThat(run.getString("run.message")).contains("no-such-host.invalid");
  }

  @Test
  void a_closed_port_is_named_after_some_tries() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    WorkflowBuilder workflow = aWorkflow().at("localhost", port).of("x");
    JsonPath run = failed(workflow);
    assertThat(run.getString("run.message")).contains("localhost:" + port);
    assertThat(Service.log(run.getString("run.name"))).anyMatch(line -> line.contains("Next try"));
  }

  @Test
  void a_database_that_does_not_exist_is_named() {
    JsonPath run = failed(aWorkflow().of("no_such_database"));
    assertThat(run.getString("run.message")).contains("no_such_database");
  }

  @Test
  void a_missing_connect_right_comes_with_the_grant_that_mends_it() {
    String database = Postgres.createDatabase("closed");
    Postgres.execute("postgres", "REVOKE CONNECT ON DATABASE " + database + " FROM PUBLIC");
    Postgres.execute(
        "postgres",
        "DO $$ BEGIN CREATE ROLE shut_out LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    JsonPath run = failed(aWorkflow().of(database).as("shut_out", "trusted"));
    assertThat(run.getString("run.message"))
        .contains("GRANT CONNECT ON DATABASE \"" + database + "\" TO \"shut_out\"");
  }

  @Test
  void one_closed_database_fails_and_the_other_is_read() {
    String open = Postgres.createDatabase("pair");
    String closed = open + "_closed";
    Postgres.execute("postgres", "CREATE DATABASE " + closed);
    Postgres.execute("postgres", "REVOKE CONNECT ON DATABASE " + closed + " FROM PUBLIC");
    Postgres.execute(
        "postgres",
        "DO $$ BEGIN CREATE ROLE half LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    Postgres.execute(open, "CREATE TABLE public.seen (id int)");
    WorkflowBuilder workflow =
        aWorkflow().of(open).as("half", "trusted").including("{\"^%s.*$\":[]}".formatted(open));
    JsonPath run = Service.awaitEnd(workflow.start());
    assertThat(run.getString("run.state")).isEqualTo("FAILED");
    assertThat(run.getString("run.message")).contains(closed);
    assertThat(run.getString("scopes.find { it.name == '" + open + "' }.state"))
        .isEqualTo("COMPLETE");
    assertThat(run.getString("scopes.find { it.name == '" + closed + "' }.state"))
        .isEqualTo("FAILED");
    assertThat(names(workflow)).contains("seen");
  }

  @Test
  void a_schema_without_usage_is_read_all_the_same() {
    String database = Postgres.createDatabase("no_usage");
    Postgres.execute(
        database,
        "CREATE SCHEMA hidden; CREATE TABLE hidden.secret_plans (id int PRIMARY KEY);"
            + " CREATE VIEW hidden.plans AS SELECT * FROM hidden.secret_plans;"
            + " DO $$ BEGIN CREATE ROLE nobody_special LOGIN;"
            + " EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    WorkflowBuilder workflow = aWorkflow().of(database).as("nobody_special", "trusted");
    JsonPath run = Service.awaitEnd(workflow.start());
    assertThat(run.getString("run.state")).isEqualTo("SUCCEEDED");
    assertThat(names(workflow)).contains("hidden", "secret_plans", "plans");
  }

  private static List<String> names(WorkflowBuilder workflow) {
    return Service.assetsOf(workflow.connection()).stream()
        .map(asset -> (Map<?, ?>) asset.get("attributes"))
        .map(attributes -> (String) attributes.get("name"))
        .toList();
  }

  @Test
  void filters_that_leave_nothing_are_a_fault_and_not_an_empty_success() {
    JsonPath run = failed(aWorkflow().of("postgres").excluding("{\"^postgres$\":[]}"));
    assertThat(run.getString("run.message")).contains("filter");
  }

  @Test
  void an_invalid_regex_is_refused_with_its_place_and_nothing_is_stored() {
    WorkflowBuilder workflow = aWorkflow().of("postgres").including("{\"^(broken$\":[]}");
    workflow.submit().then().statusCode(400).body("errorMessage", containsString("include-filter"));
    Service.asAdmin().get("/api/v1/workflows/" + workflow.name()).then().statusCode(404);
  }

  @Test
  void every_fault_of_a_definition_is_told_at_once() {
    aWorkflow()
        .of("postgres")
        .including("not json")
        .withoutTables("[")
        .withoutAdmins()
        .submit()
        .then()
        .statusCode(400)
        .body("errorMessage", containsString("include-filter"))
        .body("errorMessage", containsString("temp-table-regex"))
        .body("errorMessage", containsString("admin"));
  }

  @Test
  void an_unknown_workflow_cannot_be_run() {
    Service.asAdmin()
        .body(
            Map.of(
                "namespace", "default",
                "resourceKind", "WorkflowTemplate",
                "resourceName", "atlan-postgres-1111111111"))
        .post("/api/service/workflows/submit")
        .then()
        .statusCode(404)
        .body("errorCode", equalTo("WORKFLOW_NOT_FOUND"));
  }

  @Test
  void an_unsupported_clause_is_named() {
    Service.search("{\"query\":{\"geo_shape\":{\"x\":1}}}")
        .then()
        .statusCode(400)
        .body("errorMessage", containsString("geo_shape"));
  }

  @Test
  void a_source_killed_in_the_middle_fails_the_run_and_loses_nothing()
      throws IOException, SQLException {
    EmbeddedPostgres doomed = EmbeddedServers.start(EmbeddedPostgres.builder());
    try {
      String url = "jdbc:postgresql://localhost:" + doomed.getPort() + "/postgres";
      WorkflowBuilder workflow =
          aWorkflow().at("localhost", doomed.getPort()).of("postgres").as("postgres", "trusted");
      String run;
      try (Connection locker = DriverManager.getConnection(url, "postgres", "");
          Statement statement = locker.createStatement()) {
        statement.execute("CREATE TABLE held (id int); CREATE VIEW shown AS SELECT * FROM held");
        JsonPath first = Service.awaitEnd(workflow.start());
        assertThat(first.getString("run.state")).isEqualTo("SUCCEEDED");
        statement.execute("CREATE TABLE added (id int); COMMENT ON VIEW shown IS 'to be read'");
        locker.setAutoCommit(false);
        statement.execute("LOCK TABLE held IN ACCESS EXCLUSIVE MODE");
        run = Service.rerun(workflow.name());
        awaitWaitingForLock(url);
        doomed.close();
      }
      JsonPath end = Service.awaitEnd(run);
      assertThat(end.getString("run.state")).as(end.prettify()).isEqualTo("FAILED");
      assertThat(end.getString("run.message")).contains("localhost:" + doomed.getPort());
      assertThat(end.getLong("run.archived")).isZero();
      assertThat(Service.assetsOf(workflow.connection()))
          .allMatch(asset -> asset.get("status").equals("ACTIVE"))
          .anyMatch(asset -> asset.get("typeName").equals("View"));
      assertThat(names(workflow)).doesNotContain("added");
    } finally {
      doomed.close();
    }
  }

  private static void awaitWaitingForLock(String url) throws SQLException {
    try (Connection watcher = DriverManager.getConnection(url, "postgres", "");
        Statement statement = watcher.createStatement()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(20))
          .until(
              () ->
                  statement
                      .executeQuery(
                          "SELECT FROM pg_stat_activity WHERE application_name = 'gazetteer'"
                              + " AND wait_event_type = 'Lock'")
                      .next());
    }
  }
}
