package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.objectstore.ObjectWriter;
import io.gazetteer.publish.RunFolder;
import io.gazetteer.testing.FaultyLine;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.PublishStores;
import io.gazetteer.testing.S3Server;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens where a run cannot publish, and what becomes of what it published. */
@ServiceTest
@QuarkusTestResource(PublishStores.class)
@Tag("slow")
class PublishResourceTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Inject ObjectStores stores;

  @ConfigProperty(name = PublishStores.SERVER_PORT)
  int serverPort;

  @ConfigProperty(name = PublishStores.LINE_PORT)
  int linePort;

  private S3Server server;

  @BeforeEach
  void start() {
    server = S3Server.start(serverPort);
    server.createBucket(PublishStores.BUCKET);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private PublishedRuns runs() {
    return new PublishedRuns(stores);
  }

  @Test
  void a_bucket_that_is_missing_fails_the_run_and_what_was_read_is_published_later()
      throws Exception {
    String database = PublishedRuns.database("later");
    WorkflowBuilder workflow =
        aWorkflow().of(database).with("publish", "true").with("publish-store", "later");
    String run = workflow.start();
    JsonPath ended = Service.awaitEnd(run);

    assertThat(ended.getString("run.state")).isEqualTo("FAILED");
    assertThat(ended.getString("run.message"))
        .contains("Publishing to the object store later failed")
        .contains("There is no S3 bucket " + PublishStores.LATER)
        .doesNotContain(S3Server.SECRET_KEY);
    assertThat(ended.getString("scopes[0].state")).isEqualTo("COMPLETE");
    assertThat(Service.assetsOf(workflow.connection())).hasSizeGreaterThan(5);
    assertThat(PublishedRuns.publication(run).getString("publication.state")).isEqualTo("FAILED");
    assertThat(PublishedRuns.publication(run).getString("publication.errorCode"))
        .isEqualTo("OBJECT_STORE_NOT_FOUND");

    assertThat(Service.awaitEnd(PublishedRuns.publishAgain(run)).getString("run.state"))
        .isEqualTo("FAILED");

    server.createBucket(PublishStores.LATER);
    // Nothing is read again.
    Postgres.execute("postgres", "DROP DATABASE " + database);
    String second = PublishedRuns.publishAgain(run);
    PublishedRuns.succeeded(second);
    assertThat(PublishedRuns.publication(run).getString("publication.state"))
        .isEqualTo("PUBLISHED");
    assertThat(PublishedRuns.publication(run).getString("publication.byRun")).isEqualTo(second);
    assertThat(runs().lines("later", PublishedRuns.folder(workflow, run))).isNotEmpty();
    Service.asAdmin()
        .post("/api/v1/runs/{run}/publish", run)
        .then()
        .statusCode(409)
        .body(containsString("PUBLICATION_NOT_REPEATABLE"));
  }

  @Test
  void a_store_that_goes_down_in_the_middle_leaves_nothing_that_can_be_read() throws Exception {
    String database = PublishedRuns.database("broken");
    Postgres.execute(
        database,
        "DO $$ BEGIN FOR i IN 1..600 LOOP EXECUTE format('CREATE TABLE t%s (a int, b text)', i);"
            + " END LOOP; END $$");
    WorkflowBuilder workflow =
        aWorkflow().of(database).with("publish", "true").with("publish-store", "far");
    String run;
    try (FaultyLine line = FaultyLine.open(serverPort, linePort)) {
      line.breakAfterSending(25_000, Integer.MAX_VALUE - 1);
      run = workflow.start();
      JsonPath ended = Service.awaitEnd(run);

      assertThat(ended.getString("run.state")).isEqualTo("FAILED");
      assertThat(ended.getString("run.message")).contains("no answer from 127.0.0.1:" + linePort);
      assertThat(line.breaks()).isPositive();
    }
    assertThat(server.keys(PublishStores.BUCKET))
        .filteredOn(key -> key.contains(run))
        .isNotEmpty()
        .noneMatch(key -> key.endsWith("manifest.json"));
    assertThat(PublishedRuns.publication(run).getList("files")).isEmpty();

    try (FaultyLine line = FaultyLine.open(serverPort, linePort)) {
      PublishedRuns.succeeded(PublishedRuns.publishAgain(run));
      assertThat(runs().lines("far", PublishedRuns.folder(workflow, run))).hasSizeGreaterThan(1800);
      assertThat(line.breaks()).isZero();
    }
  }

  @Test
  void a_run_that_is_stopped_while_its_store_is_silent_can_be_published_later() throws Exception {
    String database = PublishedRuns.database("stopped");
    WorkflowBuilder workflow =
        aWorkflow().of(database).with("publish", "true").with("publish-store", "far");
    final String run;
    try (FaultyLine line = FaultyLine.open(serverPort, linePort)) {
      line.fallSilent();
      run = workflow.start();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> Service.log(run).stream().anyMatch(text -> text.startsWith("Publishing to")));
      Service.asAdmin().post("/api/v1/runs/{run}/cancel", run).then().statusCode(200);

      assertThat(Service.awaitEnd(run).getString("run.state")).isEqualTo("CANCELLED");
    }
    assertThat(PublishedRuns.publication(run).getString("publication.state")).isEqualTo("FAILED");
    assertThat(PublishedRuns.publication(run).getBoolean("publication.repeatable")).isTrue();
    assertThat(Service.assetsOf(workflow.connection())).hasSizeGreaterThan(5);

    try (FaultyLine line = FaultyLine.open(serverPort, linePort)) {
      PublishedRuns.succeeded(PublishedRuns.publishAgain(run));
      assertThat(line.breaks()).isZero();
    }
  }

  @Test
  void runs_that_publish_at_once_do_not_disturb_each_other() throws Exception {
    String database = PublishedRuns.database("both");
    List<WorkflowBuilder> workflows = new ArrayList<>();
    List<String> runs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      workflows.add(aWorkflow().of(database).with("publish", "true").with("publish-store", "s3"));
      runs.add(workflows.get(i).start());
    }
    List<Integer> rows = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      PublishedRuns.succeeded(runs.get(i));
      rows.add(runs().lines("s3", PublishedRuns.folder(workflows.get(i), runs.get(i))).size());
    }
    assertThat(rows).hasSize(3).allMatch(count -> count.equals(rows.get(0)));
  }

  @Test
  void as_many_runs_are_kept_as_the_workflow_says_and_nothing_else_is_touched() throws Exception {
    String database = PublishedRuns.database("kept");
    WorkflowBuilder workflow =
        aWorkflow()
            .of(database)
            .with("publish", "true")
            .with("publish-store", "s3")
            .with("publish-keep-runs", "2");
    List<String> runs = new ArrayList<>(List.of(workflow.start()));
    PublishedRuns.succeeded(runs.get(0));
    String foreign = RunFolder.workflowPrefix("postgres", workflow.name()) + "by-hand/note";
    try (ObjectStore open = stores.open("s3");
        ObjectWriter out = open.write(foreign)) {
      out.write(new byte[1], 0, 1);
      out.commit();
    }
    for (int i = 0; i < 2; i++) {
      runs.add(Service.rerun(workflow.name()));
      PublishedRuns.succeeded(runs.get(i + 1));
    }

    assertThat(PublishedRuns.publication(runs.get(0)).getString("publication.state"))
        .isEqualTo("REMOVED");
    assertThat(runs().keys("s3", PublishedRuns.folder(workflow, runs.get(0)).prefix())).isEmpty();
    assertThat(runs().lines("s3", PublishedRuns.folder(workflow, runs.get(1)))).isNotEmpty();
    assertThat(runs().lines("s3", PublishedRuns.folder(workflow, runs.get(2)))).isNotEmpty();
    assertThat(runs().keys("s3", "")).contains(foreign);
  }

  @Test
  void a_workflow_that_says_nothing_publishes_nothing_and_so_does_a_preview() {
    String database = PublishedRuns.database("silent");
    WorkflowBuilder workflow = aWorkflow().of(database);
    String run = workflow.start();
    PublishedRuns.succeeded(run);
    WorkflowBuilder publishing = aWorkflow().of(database).with("publish", "true");
    PublishedRuns.succeeded(publishing.start());
    String preview =
        Service.asAdmin()
            .post("/api/v1/workflows/" + publishing.name() + "/preview")
            .then()
            .statusCode(200)
            .extract()
            .path("name");
    PublishedRuns.succeeded(preview);

    for (String name : List.of(run, preview)) {
      Service.asAdmin()
          .get("/api/v1/runs/{run}/publication", name)
          .then()
          .statusCode(404)
          .body(containsString("PUBLICATION_NONE"));
    }
    assertThat(runs().keys("local", RunFolder.workflowPrefix("postgres", workflow.name())))
        .isEmpty();
  }

  @Test
  void wrong_parameters_are_all_listed() {
    aWorkflow()
        .of("postgres")
        .with("publish", "yes")
        .with("publish-store", "../etc")
        .with("publish-keep-runs", "0")
        .with("publish-keep-days", "-1")
        .submit()
        .then()
        .statusCode(400)
        .body(
            "errorMessage",
            allOf(
                containsString("parameters.publish: must be true or false"),
                containsString("parameters.publish-store: must be one of "),
                containsString("far, later, local, "),
                containsString("parameters.publish-keep-runs"),
                containsString("parameters.publish-keep-days")));
  }

  @Test
  void files_are_given_to_who_signed_in_and_only_those_of_the_manifest() throws IOException {
    WorkflowBuilder workflow =
        aWorkflow().of(PublishedRuns.database("given")).with("publish", "true");
    String run = workflow.start();
    PublishedRuns.succeeded(run);
    String files = "/api/v1/runs/" + run + "/publication/files/";
    String path = PublishedRuns.publication(run).getString("files[0].path");

    byte[] file =
        Service.asAdmin()
            .get(files + path)
            .then()
            .statusCode(200)
            .header("Content-Disposition", "attachment")
            .extract()
            .asByteArray();
    assertThat(new GZIPInputStream(new ByteArrayInputStream(file)).readAllBytes()).isNotEmpty();
    assertThat(
            JSON.readTree(
                    Service.asAdmin()
                        .get(files + "manifest.json")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray())
                .path("run")
                .asText())
        .isEqualTo(run);
    given().get(files + path).then().statusCode(401);
    for (String wrong : List.of("raw/none", "..%2F..%2Fsecrets.key")) {
      Service.asAdmin()
          .urlEncodingEnabled(false)
          .get(files + wrong)
          .then()
          .statusCode(equalTo(404));
    }
    Service.asAdmin()
        .get(files + "raw/none")
        .then()
        .body("code", equalTo("PUBLICATION_FILE_NOT_FOUND"));
  }
}
