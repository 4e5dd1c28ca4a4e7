package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Filters, and entries of filters, that select nothing: the run says so and which one it is. */
@ServiceTest
@Tag("slow")
class EmptySelectionResourceTest {

  private static String database;

  @BeforeAll
  static void createSource() {
    database = Postgres.createDatabase("selected");
    Postgres.execute(
        database,
        "CREATE SCHEMA a; CREATE TABLE a.one (id int); CREATE VIEW a.two AS SELECT 1 AS id;"
            + " CREATE SCHEMA b; DROP SCHEMA public");
  }

  private static WorkflowBuilder workflow() {
    return aWorkflow().of(database);
  }

  private static JsonPath ended(WorkflowBuilder workflow) {
    return Service.awaitEnd(workflow.start());
  }

  private static String degraded(WorkflowBuilder workflow) {
    JsonPath run = ended(workflow);
    assertThat(run.getString("run.state")).as(run.prettify()).isEqualTo("SUCCEEDED");
    assertThat(run.getBoolean("run.degraded")).as(run.prettify()).isTrue();
    return run.getString("run.message");
  }

  private static String only(String... schemas) {
    return "{\"^%s$\":[\"%s\"]}".formatted(database, String.join("\",\"", schemas));
  }

  @Test
  void an_include_filter_that_matches_no_schema_is_named() {
    assertThat(degraded(workflow().including(only("^nosuch$", "also_[0-9]+"))))
        .contains(
            "The include filter selects none of the 2 schemas of " + database,
            "\"nosuch\", \"also_[0-9]+\" match no schema there");
  }

  @Test
  void a_second_run_is_degraded_as_the_first_was() {
    WorkflowBuilder workflow = workflow().including(only("^nosuch$"));
    degraded(workflow);

    JsonPath second = Service.awaitEnd(Service.rerun(workflow.name()));

    assertThat(second.getBoolean("run.degraded")).isTrue();
    assertThat(second.getString("run.message")).contains("The include filter selects none");
  }

  @Test
  void an_include_filter_without_an_entry_for_the_database_is_named() {
    assertThat(degraded(workflow().including("{\"^elsewhere$\":[\"^a$\"]}")))
        .contains(
            "The include filter selects nothing of " + database,
            "No database of ",
            "matches \"elsewhere\" of the include filter");
  }

  @Test
  void an_exclude_filter_that_leaves_no_schema_is_named() {
    assertThat(degraded(workflow().excluding("{\".*\":[\"a\",\"b\"]}")))
        .contains("The exclude filter excludes every schema of " + database);
  }

  @Test
  void a_table_filter_that_leaves_no_table_is_named() {
    assertThat(degraded(workflow().withoutTables(".*o.*|.*w.*")))
        .contains("The table filter \".*o.*|.*w.*\" excludes every table and view", "(2)");
  }

  @Test
  void one_include_entry_of_several_that_matches_nothing_is_a_warning() {
    WorkflowBuilder workflow = workflow().including(only("^a$", "^gone$"));
    assertThat(degraded(workflow))
        .contains("No schema of " + database + " matches \"gone\" of the include filter");

    JsonPath unchanged = Service.awaitEnd(Service.rerun(workflow.name()));
    assertThat(unchanged.getString("run.message")).contains("\"gone\" of the include filter");
  }

  @Test
  void an_exclude_entry_that_matches_nothing_is_logged_and_no_more() {
    JsonPath run =
        ended(workflow().excluding("{\"%s\":[\"b\",\"hr_privat\"]}".formatted(database)));

    assertThat(run.getBoolean("run.degraded")).isFalse();
    assertThat(Service.log(run.getString("run.name")))
        .anyMatch(line -> line.contains("no schema matches \"hr_privat\" of the exclude filter"));
  }

  @Test
  void filters_that_select_no_database_fail_the_run_and_are_named() {
    JsonPath excluded = ended(workflow().excluding("{\"^%s$\":[]}".formatted(database)));
    assertThat(excluded.getString("run.state")).isEqualTo("FAILED");
    assertThat(excluded.getString("run.message")).contains("the exclude filter excludes every one");

    JsonPath unmatched = ended(aWorkflow().including("{\"no_such_[a-z]+\":[\"a\"]}"));
    assertThat(unmatched.getString("run.message"))
        .contains("matches \"no_such_[a-z]+\" of the include filter");
  }

  @Test
  void filters_that_match_leave_the_run_complete() {
    JsonPath run = ended(workflow().including(only("^a$")).withoutTables("one"));

    assertThat(run.getBoolean("run.degraded")).as(run.prettify()).isFalse();
  }
}
