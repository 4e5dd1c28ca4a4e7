package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@ServiceTest
@Tag("slow")
class ReconcileResourceTest {

  @Inject Jdbi store;

  private static final String TWO_SCHEMAS =
      "CREATE SCHEMA a; CREATE TABLE a.kept (id int, note text); CREATE TABLE a.gone (id int);"
          + " CREATE SCHEMA b; CREATE TABLE b.other (id int);";

  private static JsonPath crawl(WorkflowBuilder workflow) {
    JsonPath run = Service.awaitEnd(workflow.start());
    assertThat(run.getString("run.state")).as(run.prettify()).isEqualTo("SUCCEEDED");
    return run;
  }

  private static JsonPath crawlAgain(WorkflowBuilder workflow) {
    JsonPath run = Service.awaitEnd(Service.rerun(workflow.name()));
    assertThat(run.getString("run.state")).as(run.prettify()).isEqualTo("SUCCEEDED");
    return run;
  }

  /** Databases of which a fingerprint is kept. */
  private List<String> recognisable(WorkflowBuilder workflow) {
    return store.withHandle(
        handle ->
            handle
                .createQuery(
                    "SELECT database_name FROM database_fingerprint WHERE connection_qualified_name"
                        + " = :connection ORDER BY 1")
                .bind("connection", workflow.connection())
                .mapTo(String.class)
                .list());
  }

  private static List<String> withStatus(WorkflowBuilder workflow, String status) {
    return Service.assetsOf(workflow.connection()).stream()
        .filter(asset -> asset.get("status").equals(status))
        .map(
            asset ->
                asset.get("typeName") + " " + ((Map<?, ?>) asset.get("attributes")).get("name"))
        .collect(Collectors.toList());
  }

  @Test
  void what_was_dropped_at_the_source_is_archived_with_its_columns() {
    String database = Postgres.createDatabase("dropping");
    Postgres.execute(database, TWO_SCHEMAS);
    WorkflowBuilder workflow = aWorkflow().of(database);
    crawl(workflow);
    Postgres.execute(
        database, "DROP TABLE a.gone; ALTER TABLE a.kept ALTER COLUMN note SET NOT NULL");
    JsonPath run = crawlAgain(workflow);
    assertThat(run.getLong("run.archived")).isEqualTo(2);
    assertThat(run.getLong("run.changed")).isEqualTo(1);
    assertThat(withStatus(workflow, "DELETED"))
        .containsExactlyInAnyOrder("Table gone", "Column id");
  }

  @Test
  void narrowing_the_filters_archives_nothing() {
    String database = Postgres.createDatabase("narrowing");
    Postgres.execute(database, TWO_SCHEMAS);
    WorkflowBuilder wide = aWorkflow().of(database);
    crawl(wide);
    WorkflowBuilder narrow =
        aWorkflow()
            .of(database)
            .over(wide.connection())
            .including("{\"^%s$\":[\"^a$\"]}".formatted(database))
            .withoutTables("kept");
    JsonPath run = crawl(narrow);
    assertThat(run.getLong("run.archived")).isZero();
    assertThat(withStatus(wide, "DELETED")).isEmpty();
  }

  @Test
  void two_workflows_over_one_connection_leave_each_others_findings_alone() {
    String database = Postgres.createDatabase("sharing");
    Postgres.execute(database, TWO_SCHEMAS);
    WorkflowBuilder first =
        aWorkflow().of(database).including("{\"^%s$\":[\"^a$\"]}".formatted(database));
    WorkflowBuilder second =
        aWorkflow()
            .of(database)
            .over(first.connection())
            .including("{\"^%s$\":[\"^b$\"]}".formatted(database));
    crawl(first);
    crawl(second);
    crawlAgain(first);
    assertThat(withStatus(first, "DELETED")).isEmpty();
    assertThat(withStatus(first, "ACTIVE"))
        .contains("Table kept", "Table gone", "Table other", "Schema a", "Schema b");
  }

  @Test
  void a_database_that_was_dropped_is_archived_whole() {
    String kept = Postgres.createDatabase("server");
    String dropped = kept + "_dropped";
    Postgres.execute("postgres", "CREATE DATABASE " + dropped);
    Postgres.execute(dropped, "CREATE TABLE public.lost (id int)");
    Postgres.execute(kept, "CREATE TABLE public.stays (a int, b int, c int, d int)");
    WorkflowBuilder workflow = aWorkflow().of(kept).including("{\"^%s.*$\":[]}".formatted(kept));
    crawl(workflow);
    assertThat(recognisable(workflow)).containsExactly(kept, dropped);
    Postgres.execute("postgres", "DROP DATABASE " + dropped);
    crawlAgain(workflow);
    assertThat(recognisable(workflow)).containsExactly(kept);
    assertThat(withStatus(workflow, "DELETED"))
        .filteredOn(asset -> !asset.startsWith("Postgres"))
        .containsExactlyInAnyOrder(
            "Database " + dropped, "Schema public", "Table lost", "Column id");
    assertThat(withStatus(workflow, "DELETED")).contains("PostgresExtension plpgsql");
  }

  @Test
  void a_schema_that_becomes_an_extensions_is_left_out_and_archives_nothing() {
    String database = Postgres.createDatabase("pieces");
    Postgres.execute(database, TWO_SCHEMAS + "CREATE EXTENSION hstore");
    WorkflowBuilder workflow = aWorkflow().of(database);
    crawl(workflow);
    Postgres.execute(
        database, "ALTER EXTENSION hstore ADD SCHEMA a; CREATE TABLE a.piece (id int)");
    JsonPath run = crawlAgain(workflow);
    assertThat(Service.log(run.getString("run.name")))
        .anyMatch(
            line ->
                line.contains(
                    "3 tables and views are excluded, in schemas that extension hstore made"))
        .noneMatch(line -> line.contains("the filters exclude"));
    assertThat(withStatus(workflow, "DELETED")).isEmpty();
    assertThat(withStatus(workflow, "ACTIVE"))
        .contains("Table kept", "Table other")
        .doesNotContain("Table piece");
    crawl(aWorkflow().of(database).over(workflow.connection()).with("extension-schemas", "true"));
    assertThat(withStatus(workflow, "ACTIVE")).contains("Table piece");
    aWorkflow()
        .of(database)
        .with("extension-schemas", "some")
        .submit()
        .then()
        .statusCode(400)
        .body(containsString("extension-schemas"));
  }

  @Test
  void filters_match_whole_names_only() {
    String database = Postgres.createDatabase("anchored");
    Postgres.execute(
        database,
        "CREATE SCHEMA sales; CREATE SCHEMA presales; CREATE SCHEMA sales_eu;"
            + " CREATE TABLE sales.tmp_one (id int); CREATE TABLE sales.not_tmp_one (id int)");
    WorkflowBuilder workflow =
        aWorkflow()
            .of(database)
            .including("{\"%s\":[\"sales\"]}".formatted(database))
            .withoutTables("(?i)TMP_.*");
    crawl(workflow);
    assertThat(withStatus(workflow, "ACTIVE"))
        .contains("Schema sales", "Table not_tmp_one")
        .doesNotContain("Schema presales", "Schema sales_eu", "Table tmp_one");
  }

  @Test
  void filters_that_select_no_schema_are_warned_of() {
    String database = Postgres.createDatabase("typo");
    Postgres.execute(database, TWO_SCHEMAS);
    JsonPath run =
        crawl(aWorkflow().of(database).including("{\"^%s$\":[\"^typo$\"]}".formatted(database)));
    assertThat(run.getBoolean("run.degraded")).isTrue();
    assertThat(run.getString("run.message"))
        .contains("The include filter selects none of the", "\"typo\" matches no schema there");
  }

  @Test
  void hostile_names_in_filters_are_only_names() {
    String database = Postgres.createDatabase("hostile");
    Postgres.execute(database, "CREATE SCHEMA a; CREATE TABLE a.t (id int)");
    WorkflowBuilder workflow =
        aWorkflow()
            .of(database)
            .excluding("{\".*\":[\"x'; DROP TABLE a.t; --\", \":name\", \"a?b\", \"\\\\$1\"]}")
            .withoutTables("t'\\) OR \\(true--");
    crawl(workflow);
    assertThat(withStatus(workflow, "ACTIVE")).contains("Table t");
  }

  @Test
  void the_source_is_only_looked_at() throws SQLException {
    String database = Postgres.createDatabase("untouched");
    Postgres.execute(database, "CREATE TABLE public.t (id int); INSERT INTO public.t VALUES (1)");
    crawl(aWorkflow().of(database));
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_stat_force_next_flush()");
      ResultSet scans =
          statement.executeQuery(
              "SELECT coalesce(sum(seq_scan), 0) + coalesce(sum(idx_scan), 0) FROM"
                  + " pg_stat_user_tables");
      scans.next();
      assertThat(scans.getLong(1)).isZero();
    }
  }

  @Test
  void losing_most_of_a_connection_waits_for_a_persons_yes() {
    String database = Postgres.createDatabase("wiped");
    Postgres.execute(database, TWO_SCHEMAS);
    String columns =
        IntStream.range(0, 60).mapToObj(i -> "c" + i + " int").collect(Collectors.joining(", "));
    Postgres.execute(database, "CREATE TABLE a.wide (" + columns + ")");
    WorkflowBuilder workflow = aWorkflow().of(database);
    crawl(workflow);
    Postgres.execute(database, "DROP SCHEMA a CASCADE; DROP SCHEMA b CASCADE");

    JsonPath preview = preview(workflow);
    long expected = preview.getLong("run.archived");
    assertThat(expected).isGreaterThanOrEqualTo(70);
    assertThat(Service.log(preview.getString("run.name")))
        .anyMatch(line -> line.startsWith("Would archive Schema"));
    assertThat(withStatus(workflow, "DELETED")).isEmpty();

    JsonPath held = crawlAgain(workflow);
    assertThat(held.getLong("run.archived")).isZero();
    assertThat(held.getBoolean("run.degraded")).isTrue();
    assertThat(held.getString("scopes[0].warnings[0]")).contains("approve");
    assertThat(withStatus(workflow, "DELETED")).isEmpty();

    Service.asAdmin()
        .post("/api/v1/assets/archive-holds/approve?list=other&connection=" + workflow.connection())
        .then()
        .statusCode(409)
        .body("code", equalTo("ARCHIVE_HOLD_CHANGED"));
    Service.asAdmin()
        .post("/api/v1/assets/archive-holds/approve?connection=" + workflow.connection())
        .then()
        .statusCode(200)
        .body("items[0].approvedBy", equalTo("admin"));
    JsonPath done = crawlAgain(workflow);
    assertThat(done.getLong("run.archived")).isEqualTo(expected);
    assertThat(withStatus(workflow, "DELETED"))
        .contains("Schema a", "Schema b", "Table kept", "Table gone", "Table other", "Column note");
    Service.asAdmin()
        .post("/api/v1/assets/archive-holds/approve?connection=" + workflow.connection())
        .then()
        .statusCode(404)
        .body("code", equalTo("ARCHIVE_HOLD_NOT_FOUND"));
  }

  private static JsonPath preview(WorkflowBuilder workflow) {
    String run =
        Service.asAdmin()
            .post("/api/v1/workflows/" + workflow.name() + "/preview")
            .then()
            .statusCode(200)
            .extract()
            .path("name");
    return Service.awaitEnd(run);
  }
}
