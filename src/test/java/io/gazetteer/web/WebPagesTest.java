package io.gazetteer.web;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;

import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@ServiceTest
@Tag("slow")
class WebPagesTest {

  private static final String DDL =
      """
      CREATE SCHEMA shop;
      CREATE TABLE shop.item (id int PRIMARY KEY, price numeric(8,2) DEFAULT 1, note text NOT NULL);
      COMMENT ON TABLE shop.item IS 'What <b>is</b> sold';
      CREATE TABLE shop."<script>alert(1)</script>" ("a & b" int, "line\nbreak" int, " edge " text);
      CREATE VIEW shop.cheap AS SELECT id FROM shop.item WHERE price < 5;
      """;

  private PageSession pages;

  @BeforeEach
  void signIn() {
    pages = new PageSession();
  }

  private static WorkflowBuilder crawled(String database) {
    WorkflowBuilder workflow = aWorkflow().of(database);
    assertThat(Service.awaitEnd(workflow.start()).getString("run.state")).isEqualTo("SUCCEEDED");
    return workflow;
  }

  private static WorkflowBuilder shop() {
    String database = Postgres.createDatabase("pages");
    Postgres.execute(database, DDL);
    return crawled(database);
  }

  private static String guid(WorkflowBuilder workflow, String type) {
    return Service.search(
            """
            {"query": {"bool": {"filter": [
              {"term": {"connectionQualifiedName": "%s"}}, {"term": {"__typeName.keyword": "%s"}}]}},
             "sort": [{"name.keyword": "desc"}]}\
            """
                .formatted(workflow.connection(), type))
        .path("entities[0].guid");
  }

  @Test
  void the_bare_address_leads_to_the_workflows() {
    pages.get("/").then().statusCode(303).header("Location", endsWith("/ui/workflows"));
  }

  @Test
  void the_list_shows_each_workflow_with_its_last_run_in_words() {
    WorkflowBuilder workflow = shop();
    pages
        .get("/ui/workflows")
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("/ui/workflows/" + workflow.name()),
                containsString("Succeeded"),
                containsString("localhost:" + Postgres.port()),
                containsString("<h1>Workflows</h1>")));
    pages
        .part("/ui/workflows")
        .then()
        .statusCode(200)
        .body(allOf(containsString("id=\"workflows\""), not(containsString("<h1>"))));
  }

  @Test
  void a_workflow_is_run_again_and_archived_by_its_page() {
    WorkflowBuilder workflow = shop();
    String page = "/ui/workflows/" + workflow.name();
    pages.get(page).then().statusCode(200).body(containsString("Everything is crawled"));

    Response started = pages.form().post(page + "/run");
    assertThat(started.statusCode()).isEqualTo(303);
    String run = started.header("Location").replaceFirst(".*(/ui/runs/)", "$1");
    Service.awaitEnd(run.substring("/ui/runs/".length()));
    pages.get(run).then().statusCode(200).body(containsString("nothing changed"));
    pages.part(run).then().statusCode(200).body(not(containsString("hx-trigger")));
    pages
        .get(run + "/log?after=0")
        .then()
        .statusCode(200)
        .body(allOf(containsString("Queued for admin"), not(containsString("log-more"))));
    pages.form().post(run + "/stop").then().statusCode(303);

    pages.form().post(page + "/archive").then().statusCode(303);
    pages.get(page).then().statusCode(404).body(containsString("There is no workflow named"));
  }

  @Test
  void a_schedule_is_set_corrected_and_removed_on_the_workflows_page() {
    WorkflowBuilder workflow = shop();
    String page = "/ui/workflows/" + workflow.name();
    pages.get(page).then().body(containsString("It runs only when somebody asks for it."));

    pages
        .form()
        .formParam("cron", "5 4 * * *  *")
        .formParam("timezone", "Nowhere")
        .post(page + "/schedule")
        .then()
        .statusCode(400)
        .body(
            allOf(
                containsString("is not a cron expression of five fields"),
                containsString("is not a time zone"),
                containsString("value=\"Nowhere\""),
                containsString("aria-invalid=\"true\"")));
    pages
        .form()
        .formParam("cron", "5 4 1 1 *")
        .formParam("timezone", "Asia/Tokyo")
        .post(page + "/schedule")
        .then()
        .statusCode(303);
    pages
        .get(page)
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("1 January"),
                containsString("04:05 Asia/Tokyo"),
                containsString("By the cron expression 5 4 1 1 *.")));
    Service.asAdmin()
        .get("/api/service/runs/cron/" + workflow.name() + "-cron")
        .then()
        .statusCode(200);

    pages.form().post(page + "/schedule/remove").then().statusCode(303);
    pages.get(page).then().body(containsString("It runs only when somebody asks for it."));
    pages
        .form()
        .formParam("cron", "0 0 * * *")
        .post("/ui/workflows/nothing-there/schedule")
        .then()
        .statusCode(404);
  }

  @Test
  void archiving_that_waits_is_shown_previewed_and_approved_on_the_workflows_page() {
    String database = Postgres.createDatabase("held");
    // So many that the server's roles, which stay, are the lesser half of the assets.
    Postgres.execute(
        database,
        DDL
            + "; DO $$ BEGIN FOR i IN 1..200 LOOP EXECUTE format('CREATE TABLE much_%s (id int)',"
            + " i); END LOOP; END $$");
    WorkflowBuilder workflow = crawled(database);
    String page = "/ui/workflows/" + workflow.name();
    pages.get(page).then().statusCode(200).body(not(containsString("Archiving waits for you")));
    Postgres.execute(
        database,
        "DO $$ DECLARE s name; BEGIN FOR s IN SELECT nspname FROM pg_namespace WHERE nspname !~"
            + " '^pg_' AND nspname <> 'information_schema' LOOP EXECUTE format('DROP SCHEMA %I"
            + " CASCADE', s); END LOOP; END $$");

    String preview =
        pages.form().post(page + "/preview").then().statusCode(303).extract().header("Location");
    String run = preview.substring(preview.lastIndexOf('/') + 1);
    assertThat(Service.awaitEnd(run).getLong("run.archived")).isPositive();
    pages.get("/ui/runs/" + run).then().statusCode(200).body(containsString("nothing was done"));

    Service.awaitEnd(Service.rerun(workflow.name()));
    pages.get(page).then().statusCode(200).body(containsString("Archiving waits for you"));
    String list =
        pages
            .get(page)
            .asString()
            .replaceFirst("(?s).*name=\"list\" value=\"([0-9a-f]+)\".*", "$1");
    pages
        .form()
        .formParam("list", "another")
        .post(page + "/approve-archive")
        .then()
        .statusCode(409)
        .body(containsString("approve the new list"));
    pages.form().formParam("list", list).post(page + "/approve-archive").then().statusCode(303);
    pages.get(page).then().statusCode(200).body(not(containsString("Archiving waits for you")));
    assertThat(Service.awaitEnd(Service.rerun(workflow.name())).getLong("run.archived"))
        .isPositive();
  }

  @Test
  void a_kind_that_may_not_be_read_is_named_by_the_runs_page_and_api() {
    String database = Postgres.createDatabase("partly");
    Postgres.execute(
        database,
        DDL
            + "; DO $$ BEGIN CREATE ROLE part_reader LOGIN;"
            + " EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;"
            + " REVOKE SELECT ON pg_statistic_ext FROM PUBLIC");
    WorkflowBuilder workflow = aWorkflow().of(database).as("part_reader", "trusted");
    JsonPath run = Service.awaitEnd(workflow.start());
    assertThat(run.getString("run.state")).isEqualTo("SUCCEEDED");
    assertThat(run.getBoolean("run.degraded")).isTrue();
    assertThat(run.getString("scopes[0].state")).isEqualTo("DEGRADED");
    List<String> warnings = run.getList("scopes[0].warnings");
    assertThat(warnings).hasSize(1).allMatch(warning -> warning.contains("statistics"));
    pages
        .get("/ui/runs/" + run.getString("run.name"))
        .then()
        .statusCode(200)
        .body(allOf(containsString("Read only in part"), containsString("statistics")));
  }

  @Test
  void a_filter_that_selects_nothing_is_named_by_the_runs_page() {
    String database = Postgres.createDatabase("nothing");
    Postgres.execute(database, DDL);
    JsonPath run =
        Service.awaitEnd(aWorkflow().of(database).including("{\".*\":[\"^nosuch$\"]}").start());
    pages
        .get("/ui/runs/" + run.getString("run.name"))
        .then()
        .statusCode(200)
        .body(containsString("The include filter selects none of the"));
  }

  @Test
  void odd_names_are_escaped_and_shown() {
    WorkflowBuilder workflow = shop();
    String search = "/ui/assets?connection=" + workflow.connection();
    pages
        .get(search + "&q=%3Cscript%3E")
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("1 asset found"),
                containsString("&lt;script&gt;alert(1)&lt;/script&gt;"),
                not(containsString("<script>alert"))));
    pages
        .get(search + "&type=Column")
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("line↵break"),
                containsString("␣edge␣"),
                containsString("a &amp; b")));
  }

  @Test
  void marks_of_the_query_language_are_only_characters() {
    WorkflowBuilder workflow = shop();
    for (String typed : List.of("*", "%3F", "%5C", "i%25m", "i_em")) {
      pages
          .get("/ui/assets?connection=" + workflow.connection() + "&q=" + typed)
          .then()
          .statusCode(200)
          .body(containsString("Nothing matches"));
    }
    pages
        .part("/ui/assets?connection=" + workflow.connection() + "&q=ITEM&type=Table&page=abc")
        .then()
        .statusCode(200)
        .body(allOf(containsString("1 asset found"), not(containsString("<h1>"))));
  }

  @Test
  void the_page_of_an_asset_shows_path_properties_columns_and_history() {
    WorkflowBuilder workflow = shop();
    pages
        .get("/ui/assets/" + guid(workflow, "Table"))
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("What &lt;b&gt;is&lt;/b&gt; sold"),
                containsString("numeric(8,2)"),
                containsString("primary key"),
                containsString("Created"),
                containsString(">shop</a>")));
    pages
        .get("/ui/assets/" + guid(workflow, "Schema"))
        .then()
        .statusCode(200)
        .body(containsString("cheap"));
    pages
        .get("/ui/assets/" + guid(workflow, "View"))
        .then()
        .statusCode(200)
        .body(containsString("Definition"));
    for (String type : List.of("Connection", "Database", "Column")) {
      pages.get("/ui/assets/" + guid(workflow, type)).then().statusCode(200);
    }
  }

  @Test
  void what_does_not_exist_is_a_page_that_says_so() {
    for (String path :
        List.of("/ui/workflows/none", "/ui/runs/none", "/ui/assets/none", "/ui/nothing/here")) {
      pages.get(path).then().statusCode(404).body(containsString("Not found"));
    }
  }

  @Test
  void a_change_without_its_token_is_refused() {
    for (String path :
        List.of("/ui/workflows/x/run", "/ui/workflows/x/archive", "/ui/runs/x/stop")) {
      pages.request().formParam("a", "b").post(path).then().statusCode(400);
      pages.request().header("HX-Request", "true").post(path).then().statusCode(400);
    }
    pages.request().formParam("host", "localhost").post("/ui/workflows/new").then().statusCode(400);
    pages.form().post("/ui/workflows/x/run").then().statusCode(404);
  }
}
