package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The connector application's options {@code exclude_views} and {@code exclude_empty_tables}. */
@ServiceTest
@Tag("slow")
class ExcludedKindsResourceTest {

  private static final List<String> EVERYTHING =
      List.of("empty", "filled", "matview", "never_analysed", "part", "parted", "refilled", "view");

  private static String shop() {
    String database = Postgres.createDatabase("kinds");
    Postgres.execute(
        database,
        """
        CREATE TABLE public.filled (id int PRIMARY KEY);
        CREATE TABLE public.empty (id int PRIMARY KEY, note text);
        CREATE TABLE public.refilled (id int);
        CREATE TABLE public.parted (id int) PARTITION BY LIST (id);
        CREATE TABLE public.part PARTITION OF public.parted DEFAULT;
        CREATE VIEW public.view AS SELECT id FROM public.filled;
        CREATE MATERIALIZED VIEW public.matview AS SELECT id FROM public.filled;
        INSERT INTO public.filled VALUES (1);
        INSERT INTO public.parted VALUES (1);
        ANALYZE public.filled, public.empty, public.refilled, public.part;
        INSERT INTO public.refilled VALUES (1);
        CREATE TABLE public.never_analysed (id int);
        """);
    return database;
  }

  private static List<String> relations(String connection) {
    return Service.assetsOf(connection).stream()
        .filter(
            asset ->
                List.of("Table", "View", "MaterialisedView", "TablePartition")
                    .contains(asset.get("typeName")))
        .filter(asset -> "ACTIVE".equals(asset.get("status")))
        .map(asset -> String.valueOf(((Map<?, ?>) asset.get("attributes")).get("name")))
        .sorted()
        .toList();
  }

  private static List<String> crawled(WorkflowBuilder workflow) {
    assertThat(Service.awaitEnd(workflow.start()).getString("run.state")).isEqualTo("SUCCEEDED");
    return relations(workflow.connection());
  }

  @ParameterizedTest
  @ValueSource(strings = {"exclude_views", "exclude-views"})
  void excluded_views_are_not_read(String name) {
    assertThat(crawled(aWorkflow().of(shop()).with(name, "true")))
        .containsExactly("empty", "filled", "never_analysed", "part", "parted", "refilled");
  }

  @Test
  void excluded_empty_tables_are_those_that_the_statistics_know_to_be_empty() {
    assertThat(crawled(aWorkflow().of(shop()).with("exclude_empty_tables", "true")))
        .containsExactly(
            "filled", "matview", "never_analysed", "part", "parted", "refilled", "view");
  }

  @Test
  void the_opposites_read_everything() {
    assertThat(
            crawled(
                aWorkflow()
                    .of(shop())
                    .with("exclude_views", "false")
                    .with("exclude_empty_tables", "false")))
        .isEqualTo(EVERYTHING);
  }

  @Test
  void what_comes_to_be_excluded_is_kept_and_what_is_no_longer_is_read() {
    String database = shop();
    WorkflowBuilder workflow = aWorkflow().of(database);
    assertThat(crawled(workflow)).isEqualTo(EVERYTHING);

    ObjectNode definition = workflow.definition();
    ArrayNode parameters =
        (ArrayNode) definition.at("/spec/templates/0/dag/tasks/0/arguments/parameters");
    parameters.addObject().put("name", "exclude_views").put("value", "true");
    parameters.addObject().put("name", "exclude_empty_tables").put("value", true);
    definition.remove("payload");
    Service.asAdmin()
        .body(definition.toString())
        .post("/api/service/workflows/" + workflow.name())
        .then()
        .statusCode(200);
    Postgres.execute(database, "CREATE VIEW public.later AS SELECT 1 AS one");
    Postgres.execute(database, "CREATE TABLE public.later_empty (id int); ANALYZE later_empty");
    Service.awaitEnd(Service.rerun(workflow.name()));
    assertThat(relations(workflow.connection())).isEqualTo(EVERYTHING);

    // Rows alone do not show a database as changed.
    Postgres.execute(database, "INSERT INTO public.later_empty VALUES (1); ANALYZE later_empty");
    Service.awaitEnd(Service.rerun(workflow.name()));
    assertThat(relations(workflow.connection())).contains("later_empty").doesNotContain("later");
  }

  @Test
  void a_check_counts_what_would_be_read_and_names_words_that_are_neither_true_nor_false() {
    ObjectNode body = WorkflowBuilder.aWorkflow().of(shop()).definition();
    ObjectNode check = (ObjectNode) body.at("/payload/0/body").deepCopy();
    check.putObject("metadata").put("exclude_views", "true").put("exclude_empty_tables", "true");
    Service.asAdmin()
        .body(check.toString())
        .post("/workflows/v1/check")
        .then()
        .statusCode(200)
        .body("data.tablesCheck.successMessage", containsString("5"));
    check.putObject("metadata").put("exclude_views", "perhaps");
    Service.asAdmin()
        .body(check.toString())
        .post("/workflows/v1/check")
        .then()
        .statusCode(400)
        .body("success", equalTo(false))
        .body("message", equalTo("metadata.exclude_views: must be true or false"));
  }
}
