package io.gazetteer.web;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The form that makes a workflow, and the test of a connection that stands in it. */
@ServiceTest
@Tag("slow")
class WorkflowFormPagesTest {

  private PageSession pages;

  @BeforeEach
  void signIn() {
    pages = new PageSession();
  }

  @Test
  void the_form_names_every_fault_and_keeps_all_but_the_password() {
    pages.get("/ui/workflows/new").then().statusCode(200).body(containsString("5432"));
    pages
        .form()
        .formParam("connection", "<Shop>")
        .formParam("host", "no host")
        .formParam("port", "99999")
        .formParam("username", "reader")
        .formParam("password", "hidden-word")
        .formParam("include", "{broken")
        .formParam("tables", "a(")
        .formParam("archive", "true")
        .formParam("act", "create")
        .post("/ui/workflows/new")
        .then()
        .statusCode(400)
        .body(
            allOf(
                containsString("&lt;Shop&gt;"),
                containsString("value=\"no host\""),
                containsString("Port: must be a whole number"),
                containsString("Databases and schemas to crawl: is not valid JSON"),
                containsString("Tables to exclude: "),
                containsString("href=\"#f-host\""),
                containsString("aria-describedby=\"h-archive\" checked>"),
                not(containsString("hidden-word"))));
  }

  @Test
  void the_form_says_that_secrets_may_be_references_and_which() {
    pages
        .get("/ui/workflows/new")
        .then()
        .body(
            allOf(
                containsString("may also be a reference"),
                containsString("<code>env:SOURCE_SECRET_</code>"),
                containsString("<code>vault:</code>")));
  }

  @Test
  void the_test_of_a_connection_tells_each_step_and_stores_nothing() {
    String before = pages.get("/ui/workflows").asString();
    pages
        .form()
        .header("HX-Request", "true")
        .formParam("host", "localhost")
        .formParam("port", "1")
        .formParam("username", "reader")
        .formParam("password", "word")
        .post("/ui/workflows/new/test")
        .then()
        .statusCode(200)
        .body(
            allOf(
                containsString("The connection does not work"),
                containsString("Nothing listens at localhost:1"),
                containsString("Not tried"),
                not(containsString("<h1>"))));
    pages
        .form()
        .formParam("host", "")
        .formParam("port", "5432")
        .post("/ui/workflows/new/test")
        .then()
        .statusCode(200)
        .body(allOf(containsString("Nothing was tried"), containsString("<h1>")));
    assertThat(pages.get("/ui/workflows").asString().split("<tr>"))
        .hasSameSizeAs(before.split("<tr>"));
  }

  @Test
  void an_offline_workflow_asks_for_files_and_for_no_server() {
    pages
        .form()
        .formParam("connection", "Files")
        .formParam("extraction-method", "s3")
        .formParam("metadata-s3-bucket", "b?")
        .formParam("metadata-s3-prefix", "a/../b")
        .formParam("metadata-s3-region", "Europe")
        .formParam("host", "")
        .formParam("act", "create")
        .post("/ui/workflows/new")
        .then()
        .statusCode(400)
        .body(
            allOf(
                containsString("href=\"#f-metadata-s3-bucket\">Bucket or store: must name"),
                containsString("Prefix: must be at most"),
                containsString("Region of the bucket: must be"),
                containsString("value=\"s3\" checked"),
                containsString("value=\"a/../b\""),
                not(containsString("href=\"#f-host\""))));
  }

  @Test
  void a_workflow_made_by_the_form_runs_at_once() {
    String database = Postgres.createDatabase("formed");
    Response made =
        pages
            .form()
            .formParam("connection", "Formed")
            .formParam("host", "localhost")
            .formParam("port", Integer.toString(Postgres.port()))
            .formParam("database", database)
            .formParam("username", "postgres")
            .formParam("password", "trusted")
            .formParam("act", "run")
            .post("/ui/workflows/new");
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(303);
    String run = made.header("Location").replaceFirst(".*/ui/runs/", "");
    assertThat(Service.awaitEnd(run).getString("run.state")).isEqualTo("SUCCEEDED");
  }

  @Test
  void driver_parameters_keep_what_was_typed_and_show_each_error() {
    pages
        .form()
        .formParam("connection", "Parameters")
        .formParam("host", "localhost")
        .formParam("port", "5432")
        .formParam("username", "reader")
        .formParam(
            "driver_parameters",
            "connectTimeout=soon\nsocketFactory=<evil>\nApplicationName=nightly\ngssEncMode=prefer")
        .formParam("act", "create")
        .post("/ui/workflows/new")
        .then()
        .statusCode(400)
        .body(
            allOf(
                containsString(
                    "autocomplete=\"off\" aria-invalid=\"true\""
                        + " aria-describedby=\"h-driver_parameters e-driver_parameters\""
                        + ">connectTimeout=soon\nsocketFactory=&lt;evil&gt;\n"
                        + "ApplicationName=nightly\ngssEncMode=prefer</textarea>"),
                containsString("href=\"#f-driver_parameters\""),
                containsString("connectTimeout must be a number of seconds"),
                containsString("socketFactory is not accepted; accepted parameters: "),
                containsString("gssEncMode must not be prefer"),
                not(containsString("ApplicationName must"))));
  }

  @Test
  void driver_parameters_that_are_right_are_stored_with_the_connection() {
    String database = Postgres.createDatabase("formed_parameters");
    Response made =
        pages
            .form()
            .formParam("connection", "Right parameters")
            .formParam("host", "localhost")
            .formParam("port", Integer.toString(Postgres.port()))
            .formParam("database", database)
            .formParam("username", "postgres")
            .formParam("password", "trusted")
            .formParam("driver_parameters", "connectTimeout=20\r\nApplicationName=nightly\r\n")
            .formParam("act", "run")
            .post("/ui/workflows/new");
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(303);
    String run = made.header("Location").replaceFirst(".*/ui/runs/", "");
    assertThat(Service.awaitEnd(run).getString("run.state")).isEqualTo("SUCCEEDED");
  }

  @Test
  void the_page_of_a_workflow_says_that_views_and_empty_tables_are_excluded() {
    String views = "Views and materialised views are excluded.";
    String empty = "Tables that are empty by the server";
    WorkflowBuilder all = aWorkflow().of(Postgres.createDatabase("all_kinds"));
    WorkflowBuilder some =
        aWorkflow()
            .of(Postgres.createDatabase("some_kinds"))
            .with("exclude_views", "true")
            .with("exclude-empty-tables", "true");
    Service.awaitEnd(all.start());
    Service.awaitEnd(some.start());

    pages
        .get("/ui/workflows/" + some.name())
        .then()
        .statusCode(200)
        .body(allOf(containsString(views), containsString(empty)));
    pages
        .get("/ui/workflows/" + all.name())
        .then()
        .statusCode(200)
        .body(allOf(not(containsString(views)), not(containsString(empty))));
  }
}
