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
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What filters do to what is in the catalogue already, for one workflow and for two. */
@ServiceTest
@Tag("slow")
class FilteredOutResourceTest {

  private static final String TABLES =
      "CREATE SCHEMA a; CREATE TABLE a.one (id int PRIMARY KEY); CREATE TABLE a.gone (id int);"
          + " CREATE TABLE a.wide (c1 int, c2 int, c3 int, c4 int, c5 int, c6 int, c7 int, c8 int);"
          + " CREATE SCHEMA b; CREATE TABLE b.two (id int REFERENCES a.one)";

  @Inject Jdbi jdbi;

  private static JsonPath succeeded(String run) {
    JsonPath ended = Service.awaitEnd(run);
    assertThat(ended.getString("run.state")).as(ended.prettify()).isEqualTo("SUCCEEDED");
    return ended;
  }

  private static JsonPath crawlAgain(WorkflowBuilder workflow) {
    return succeeded(Service.rerun(workflow.name()));
  }

  private static void update(WorkflowBuilder workflow) {
    Service.asAdmin()
        .body(workflow.definition().toString())
        .post("/api/service/workflows/" + workflow.name())
        .then()
        .statusCode(200);
  }

  private static List<String> preview(WorkflowBuilder workflow) {
    String run =
        Service.asAdmin()
            .post("/api/v1/workflows/" + workflow.name() + "/preview")
            .then()
            .statusCode(200)
            .extract()
            .path("name");
    succeeded(run);
    return Service.log(run);
  }

  private static List<String> tables(WorkflowBuilder workflow, String status) {
    return Service.assetsOf(workflow.connection()).stream()
        .filter(asset -> asset.get("typeName").equals("Table"))
        .filter(asset -> asset.get("status").equals(status))
        .map(asset -> (String) ((Map<?, ?>) asset.get("attributes")).get("name"))
        .sorted()
        .toList();
  }

  private static String only(String database, String schemas) {
    return "{\"^%s$\":[\"^%s$\"]}".formatted(database, schemas);
  }

  @Test
  void a_narrowed_filter_archives_when_asked_and_what_comes_back_is_the_same_asset() {
    String database = Postgres.createDatabase("narrowed");
    Postgres.execute(database, TABLES);
    WorkflowBuilder workflow = aWorkflow().of(database);
    succeeded(workflow.start());
    String told =
        "SELECT a.guid || ' ' || (SELECT count(*) FROM asset_change h WHERE h.guid = a.guid)"
            + " || ' ' || c.attributes FROM asset a JOIN asset_curation c USING (guid)"
            + " WHERE a.name = 'two' AND a.connection_qualified_name = '"
            + workflow.connection()
            + "'";
    jdbi.useHandle(
        handle ->
            handle.execute(
                "INSERT INTO asset_curation (guid, attributes, updated_at, updated_by)"
                    + " SELECT guid, '{\"userDescription\":\"ours\"}', now(), 'ann' FROM asset"
                    + " WHERE name = 'two' AND connection_qualified_name = ?",
                workflow.connection()));
    String before = query(told);

    update(workflow.including(only(database, "a")));
    Postgres.execute(database, "DROP TABLE a.gone");
    assertThat(preview(workflow))
        .anyMatch(line -> line.contains("which are kept; with archive-filtered-out"))
        .anyMatch(line -> line.contains("(2 no longer at the source, 0 excluded by the filters)"));

    update(workflow.archivingFilteredOut("true"));
    assertThat(preview(workflow))
        .anyMatch(line -> line.matches("Would archive Table .*/b/two"))
        .anyMatch(
            line ->
                line.matches(
                    ".*\\(2 no longer at the source, [1-9][0-9]* excluded by the filters\\) would"
                        + " be archived, [0-9.]+ % of the connection's .* The limit is 50 % in one"
                        + " run over all databases: this alone is below it"));
    assertThat(tables(workflow, "DELETED")).isEmpty();

    crawlAgain(workflow);
    assertThat(tables(workflow, "DELETED")).containsExactly("gone", "two");
    assertThat(tables(workflow, "ACTIVE")).containsExactly("one", "wide");

    update(workflow.including(only(database, "[ab]")));
    crawlAgain(workflow);
    assertThat(tables(workflow, "DELETED")).containsExactly("gone");
    assertThat(query(told)).isEqualTo(before.replaceFirst(" 0 ", " 2 "));
  }

  private String query(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }

  @Test
  void archiving_what_is_left_out_waits_for_a_yes_where_it_is_too_much() {
    String database = Postgres.createDatabase("too_narrow");
    Postgres.execute(database, TABLES);
    WorkflowBuilder workflow = aWorkflow().of(database);
    succeeded(workflow.start());
    update(workflow.including(only(database, "none")).archivingFilteredOut("true"));

    assertThat(preview(workflow))
        .anyMatch(line -> line.contains("a run would archive nothing until a person approves it"));
    JsonPath held = crawlAgain(workflow);
    assertThat(held.getBoolean("run.degraded")).isTrue();
    assertThat(held.getString("scopes[0].warnings")).contains("excluded by the filters");
    assertThat(tables(workflow, "DELETED")).isEmpty();
  }

  @Test
  void a_database_that_the_filter_leaves_out_is_archived_unless_another_workflow_reads_it() {
    String database = Postgres.createDatabase("whole");
    String second = database + "_second";
    String third = database + "_third";
    Postgres.execute(database, TABLES);
    for (String more : List.of(second, third)) {
      Postgres.execute("postgres", "CREATE DATABASE " + more);
      Postgres.execute(more, "CREATE TABLE public.in" + more.substring(database.length()) + " ()");
    }
    WorkflowBuilder workflow =
        aWorkflow().of(database).including("{\"^%s.*$\":[]}".formatted(database));
    succeeded(workflow.start());
    succeeded(
        aWorkflow()
            .of(second)
            .over(workflow.connection())
            .including("{\"^%s$\":[]}".formatted(second))
            .start());

    update(workflow.including("{\"^%s$\":[]}".formatted(database)).archivingFilteredOut("true"));
    crawlAgain(workflow);

    assertThat(tables(workflow, "DELETED")).containsExactly("in_third");
    assertThat(tables(workflow, "ACTIVE")).contains("in_second", "one");
  }

  @Test
  void the_parameter_is_true_or_false_and_nothing_else() {
    aWorkflow()
        .of("postgres")
        .archivingFilteredOut("yes")
        .submit()
        .then()
        .statusCode(400)
        .body("errorMessage", containsString("archive-filtered-out"));
  }

  @Test
  void workflows_with_filters_that_overlap_archive_what_is_gone_and_nothing_of_each_other() {
    String database = Postgres.createDatabase("overlap");
    Postgres.execute(database, TABLES + "; CREATE SCHEMA c; CREATE TABLE c.three (id int)");
    WorkflowBuilder first =
        aWorkflow().of(database).including(only(database, "[ab]")).archivingFilteredOut("true");
    WorkflowBuilder second =
        aWorkflow()
            .of(database)
            .over(first.connection())
            .including(only(database, "[bc]"))
            .archivingFilteredOut("true");
    succeeded(first.start());
    succeeded(second.start());
    crawlAgain(first);
    assertThat(tables(first, "ACTIVE")).containsExactly("gone", "one", "three", "two", "wide");

    Postgres.execute(database, "DROP TABLE b.two; DROP TABLE a.gone");
    crawlAgain(second);
    assertThat(tables(first, "DELETED")).containsExactly("two");
    crawlAgain(first);
    assertThat(tables(first, "DELETED")).containsExactly("gone", "two");
    assertThat(tables(first, "ACTIVE")).containsExactly("one", "three", "wide");
  }

  @Test
  void a_foreign_key_leads_to_its_column_whichever_side_is_crawled_first() {
    for (String order : List.of("ab", "ba")) {
      String database = Postgres.createDatabase("order");
      Postgres.execute(database, TABLES);
      WorkflowBuilder first =
          aWorkflow().of(database).including(only(database, order.substring(0, 1)));
      succeeded(first.start());
      succeeded(
          aWorkflow()
              .of(database)
              .over(first.connection())
              .including(only(database, order.substring(1)))
              .start());
      String path = first.connection() + "/" + database;
      assertThat(
              Service.asAdmin()
                  .queryParam("attr:qualifiedName", path + "/b/two/id")
                  .get("/api/meta/entity/uniqueAttribute/type/Column")
                  .then()
                  .statusCode(200)
                  .extract()
                  .jsonPath()
                  .getString(
                      "entity.relationshipAttributes.foreignKeyFrom.uniqueAttributes.qualifiedName"))
          .as(order)
          .isEqualTo(path + "/a/one/id");
    }
  }
}
