package io.gazetteer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Publishing as the pages show it. */
@ServiceTest
class PublishedPagesTest {

  @ConfigProperty(name = "gazetteer.export.stores.local.folder")
  Path folder;

  private PageSession pages;

  @BeforeEach
  void signIn() {
    pages = new PageSession();
  }

  private RequestSpecification form(String database) {
    return pages
        .form()
        .formParam("connection", "Published")
        .formParam("host", "localhost")
        .formParam("port", Integer.toString(Postgres.port()))
        .formParam("database", database)
        .formParam("username", "postgres")
        .formParam("password", "trusted");
  }

  @Test
  void the_form_makes_a_workflow_whose_run_links_its_files() {
    pages
        .get("/ui/workflows/new")
        .then()
        .body(allOf(containsString("id=\"f-publish\""), not(containsString("h-publish\" checked"))))
        .body(containsString("<option value=\"local\">local</option>"));
    Response made =
        form(Postgres.createDatabase("linked"))
            .formParam("publish", "true")
            .formParam("publish-store", "local")
            .formParam("publish-keep-runs", "1")
            .formParam("act", "run")
            .post("/ui/workflows/new");
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(303);
    String run = made.header("Location").replaceFirst(".*/ui/runs/", "");
    assertThat(Service.awaitEnd(run).getString("run.state")).isEqualTo("SUCCEEDED");

    String page = pages.get("/ui/runs/" + run).then().statusCode(200).extract().asString();
    String file = "/ui/runs/" + run + "/files/raw/database/part-00001.jsonl.gz";
    assertThat(page)
        .contains("Published files", "href=\"" + file + "\"", "in the object store local")
        .doesNotContain("Publish again");
    pages.get(file).then().statusCode(200).header("Content-Disposition", "attachment");
  }

  @Test
  void what_was_typed_about_publishing_is_shown_again_with_its_faults() {
    form("postgres")
        .formParam("publish", "true")
        .formParam("publish-store", "nowhere")
        .formParam("publish-keep-runs", "many")
        .formParam("publish-keep-days", "-2")
        .formParam("act", "create")
        .post("/ui/workflows/new")
        .then()
        .statusCode(400)
        .body(
            allOf(
                containsString("aria-describedby=\"h-publish\" checked>"),
                containsString("Object store: must be one of"),
                containsString("Published runs to keep: must be a whole number"),
                containsString("Days to keep them: must be a whole number"),
                containsString("value=\"many\""),
                containsString("value=\"-2\"")));
  }

  @Test
  void a_run_that_could_not_publish_says_why_and_can_be_told_to_try_again() throws IOException {
    // The folder of the store is a file for a while.
    deleteAll(folder);
    Files.createDirectories(folder.getParent());
    Files.createFile(folder);
    WorkflowBuilder workflow =
        WorkflowBuilder.aWorkflow().of(Postgres.createDatabase("again")).with("publish", "true");
    String run;
    try {
      run = workflow.start();
      assertThat(Service.awaitEnd(run).getString("run.state")).isEqualTo("FAILED");
      pages
          .get("/ui/runs/" + run)
          .then()
          .body(
              allOf(
                  containsString("Not published"),
                  containsString("Publish again"),
                  containsString("the catalogue has what was read")));
    } finally {
      Files.delete(folder);
    }

    Response asked = pages.form().post("/ui/runs/" + run + "/publish");
    assertThat(asked.statusCode()).isEqualTo(303);
    String second = asked.header("Location").replaceFirst(".*/ui/runs/", "");
    assertThat(Service.awaitEnd(second).getString("run.state")).isEqualTo("SUCCEEDED");
    pages
        .get("/ui/runs/" + second)
        .then()
        .body(containsString("Published what an earlier run read"));
    pages
        .get("/ui/runs/" + run)
        .then()
        .body(allOf(containsString("Published files"), not(containsString("Publish again"))));
  }

  private static void deleteAll(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> found = Files.walk(folder)) {
        for (Path file : found.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
