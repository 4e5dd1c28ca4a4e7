package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.publish.Manifest;
import io.gazetteer.publish.RunFolder;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Recorded;
import io.gazetteer.testing.Samples;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.gazetteer.testing.WrittenRun;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A crawl of files makes what a crawl of the server made. */
@ServiceTest
@Tag("slow")
class OfflineCrawlResourceTest {

  private static final String STORE = "offline";
  private static final String TABLES =
      "CREATE SCHEMA a; CREATE TABLE a.kept (id int PRIMARY KEY); CREATE TABLE a.gone (id int);"
          + " CREATE TABLE a.tmp_1 (id int REFERENCES a.kept); CREATE SCHEMA b; CREATE VIEW b.seen"
          + " AS SELECT id FROM a.kept; CREATE TABLE b.more (c1 int, c2 int, c3 int, c4 int, c5"
          + " int, c6 int)";
  private static final AtomicInteger FOLDER = new AtomicInteger();

  @Inject Jdbi jdbi;
  @Inject ObjectStores stores;

  private ObjectStore store;
  private String folder;

  @BeforeEach
  void open() {
    store = stores.open(STORE);
    folder = "crawl-" + System.nanoTime() + "-" + FOLDER.incrementAndGet();
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static JsonPath succeeded(String run) {
    return RecrawlScenario.ended(run);
  }

  private List<String> assets(WorkflowBuilder workflow) {
    return RecrawlScenario.assets(jdbi, workflow.connection());
  }

  private static String database(String prefix, String sql) {
    String database = Postgres.createDatabase(prefix);
    Postgres.execute(database, sql);
    return database;
  }

  /** Extract, upload and read back into another connection. */
  private void comparesWithWhatItPublishes(WorkflowBuilder direct) {
    direct.with("publish", "true").with("publish-store", STORE);
    JsonPath fromServer = succeeded(direct.start());
    String prefix = RunFolder.workflowPrefix("postgres", direct.name());
    compares(fromServer, direct, aWorkflow().offline(STORE, prefix));
  }

  private void comparesWithDirect(WrittenRun run, WorkflowBuilder direct, WorkflowBuilder offline) {
    run.write(store, folder + "/");
    compares(succeeded(direct.start()), direct, offline.offline(STORE, folder));
  }

  private void compares(JsonPath fromServer, WorkflowBuilder direct, WorkflowBuilder offline) {
    JsonPath fromFiles = succeeded(offline.start());
    assertThat(assets(offline)).isEqualTo(assets(direct)).isNotEmpty();
    assertThat(fromFiles.getLong("run.created")).isEqualTo(fromServer.getLong("run.created"));
    assertThat(fromFiles.getString("scopes[0].state")).isEqualTo("COMPLETE");
    assertThat(fromFiles.getLong("scopes[0].doneObjects"))
        .isEqualTo(fromFiles.getLong("run.created"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sample_shop", "sample_billing"})
  void a_sample_is_the_same_from_files_attribute_by_attribute(String sample) {
    String shop = Samples.load(sample);
    comparesWithWhatItPublishes(aWorkflow().of(shop));
  }

  @Test
  void odd_names_of_every_kind_are_the_same_from_files() {
    comparesWithWhatItPublishes(aWorkflow().of(Samples.odd()));
  }

  @Test
  void some_thousand_tables_are_the_same_from_files() {
    comparesWithWhatItPublishes(aWorkflow().of(Samples.large()));
  }

  @Test
  void files_read_over_what_the_server_told_change_nothing_and_what_is_missing_is_archived() {
    String database = database("back", TABLES);
    WorkflowBuilder direct = aWorkflow().of(database);
    succeeded(direct.start());
    WrittenRun.of(database).write(store, folder + "/w/one/");
    WorkflowBuilder offline =
        aWorkflow().over(direct.connection()).offline(STORE, folder + "/w", "eu-west-1");
    JsonPath same = succeeded(offline.start());
    assertThat(RecrawlScenario.why(same)).isEqualTo("it comes from files");
    assertThat(same.getLong("run.changed") + same.getLong("run.created")).isZero();
    assertThat(same.getLong("run.unchanged")).isEqualTo(assets(direct).size());

    Postgres.execute(database, "DROP TABLE a.gone; ALTER TABLE a.kept ADD note text");
    WrittenRun.of(database).publishedAt("2026-11-22T00:00:00Z").write(store, folder + "/w/two/");
    JsonPath newest = succeeded(Service.rerun(offline.name()));
    assertThat(newest.getLong("run.archived")).isEqualTo(2);
    assertThat(newest.getLong("run.created")).isEqualTo(1);
    WorkflowBuilder fresh = aWorkflow().of(database);
    succeeded(fresh.start());
    assertThat(assets(direct)).isEqualTo(assets(fresh));
    assertThat(RecrawlScenario.why(succeeded(Service.rerun(direct.name()))))
        .startsWith("there is nothing to compare with");
  }

  @Test
  void filters_choose_from_files_what_they_choose_at_the_server() {
    String database = database("chosen", TABLES);
    String include = "{\"^%s$\":[\"^a|b$\"]}".formatted(database);
    comparesWithDirect(
        WrittenRun.of(database),
        aWorkflow().of(database).including(include).withoutTables("(?i)TMP_.*"),
        aWorkflow().including(include).withoutTables("(?i)TMP_.*"));
    WorkflowBuilder narrowed =
        aWorkflow().offline(STORE, folder).excluding("{\"^%s$\":[\"^b$\"]}".formatted(database));
    succeeded(narrowed.start());
    assertThat(assets(narrowed))
        .anyMatch(asset -> asset.contains("/a/kept"))
        .noneMatch(asset -> asset.contains("/b/"));
  }

  @Test
  void databases_are_chosen_by_the_filters_and_only_read_ones_can_be() {
    String one = database("multi_one", TABLES);
    String two = database("multi_two", TABLES);
    WrittenRun.of(one)
        .with(two)
        .listing("multi_never")
        .in("multi_broken", Manifest.State.FAILED, "the server left")
        .write(store, folder + "/");
    WorkflowBuilder all = aWorkflow().offline(STORE, folder);
    JsonPath run = succeeded(all.start());
    assertThat(run.getList("scopes.name")).containsExactly(one, two);
    assertThat(Service.log(run.getString("run.name")))
        .contains("Database multi_broken is skipped: it could not be read: the server left")
        .anyMatch(line -> line.startsWith("Database multi_never is skipped: the run "));

    WorkflowBuilder named =
        aWorkflow().offline(STORE, folder).including("{\"^multi_(one.*|broken)$\": []}");
    JsonPath part = Service.awaitEnd(named.start());
    assertThat(part.getString("run.state")).as(part.prettify()).isEqualTo("FAILED");
    assertThat(part.getString("scopes.find { it.name == 'multi_broken' }.errorMessage"))
        .contains("the server left");
    assertThat(assets(named)).anyMatch(asset -> asset.contains(one + "/a/kept"));
  }

  @Test
  void a_database_that_the_server_lost_is_archived_by_a_manifest_that_lists_all() {
    String kept = database("lost_kept", TABLES);
    String lost = database("lost_gone", "CREATE TABLE public.t (id int)");
    WrittenRun.of(kept).with(lost).write(store, folder + "/");
    WorkflowBuilder workflow = aWorkflow().offline(STORE, folder);
    succeeded(workflow.start());
    WrittenRun.of(kept).write(store, folder + "/");
    assertThat(succeeded(Service.rerun(workflow.name())).getLong("run.archived")).isZero();
    assertThat(assets(workflow)).anyMatch(asset -> asset.contains(lost + "/public/t"));
    WrittenRun.of(kept).listingEveryDatabase().write(store, folder + "/");
    succeeded(Service.rerun(workflow.name()));
    assertThat(assets(workflow)).noneMatch(asset -> asset.contains(lost + "/public/t"));
  }

  @Test
  void a_degraded_read_stays_degraded() {
    String database = database("degraded", TABLES);
    WrittenRun.of(database)
        .in(database, Manifest.State.DEGRADED, "Roles could not be read")
        .write(store, folder + "/");
    JsonPath run = succeeded(aWorkflow().offline(STORE, folder).start());
    assertThat(run.getBoolean("run.degraded")).isTrue();
    assertThat(run.getString("scopes[0].state")).isEqualTo("DEGRADED");
    assertThat(Service.log(run.getString("run.name")))
        .contains(database + ": Roles could not be read");
  }

  @Test
  void a_preview_of_files_leaves_the_catalogue_as_it_is() {
    String database = database("previewed", TABLES);
    WrittenRun.of(database).write(store, folder + "/");
    WorkflowBuilder workflow = aWorkflow().offline(STORE, folder);
    succeeded(workflow.start());
    List<String> before = assets(workflow);
    Postgres.execute(database, "DROP TABLE a.gone");
    WrittenRun.of(database).write(store, folder + "/");
    String preview =
        Service.asAdmin()
            .post("/api/v1/workflows/" + workflow.name() + "/preview")
            .then()
            .statusCode(200)
            .extract()
            .path("name");
    assertThat(succeeded(preview).getLong("run.archived")).isEqualTo(2);
    assertThat(assets(workflow)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"14_run_s3_offline", "14b_run_s3_offline_no_region"})
  void what_the_python_sdk_sends_ends_in_a_run_that_worked(String flow) {
    String database = database("recorded", TABLES);
    try (ObjectStore bucket = stores.open("bkt")) {
      WrittenRun.of(database).write(bucket, "pre/fix/");
    }
    ObjectNode body = Recorded.creation(flow);
    Service.asAdmin()
        .body(
            body.toString()
                .replace("11111111-0000-4000-8000-000000000001", idOfRole())
                .replace("\\\"pg-s3", "\\\"pg-s3 " + folder))
        .post("/api/service/workflows?submit=true")
        .then()
        .statusCode(200);
    JsonPath run = succeeded(Service.latestRun(body.at("/metadata/name").asText()));
    assertThat(run.getLong("run.created")).isGreaterThan(20);
    assertThat(run.getList("scopes.name")).containsExactly(database);
  }

  private static String idOfRole() {
    return Service.asAdmin()
        .get("/api/service/roles")
        .then()
        .extract()
        .path("records.find { it.name == '$admin' }.id");
  }

  @Test
  void each_form_of_admins_is_taken() {
    String database = database("admins", "CREATE TABLE public.t (id int)");
    WrittenRun.of(database).write(store, folder + "/");
    List<String> forms = new ArrayList<>();
    forms.add("\"adminUsers\":[\"admin\"]");
    forms.add("\"adminRoles\":[\"" + idOfRole() + "\"]");
    forms.add("\"adminGroups\":[\"offline_readers\"]");
    jdbi.useHandle(
        handle ->
            handle.execute("INSERT INTO app_group (name, alias) VALUES ('offline_readers', 'x')"));
    for (String form : forms) {
      WorkflowBuilder workflow = aWorkflow().offline(STORE, folder);
      Service.asAdmin()
          .body(
              workflow
                  .definition()
                  .toString()
                  .replace("\\\"adminUsers\\\":[\\\"admin\\\"]", form.replace("\"", "\\\"")))
          .post("/api/service/workflows?submit=true")
          .then()
          .statusCode(200);
      succeeded(Service.latestRun(workflow.name()));
    }
    aWorkflow().withoutAdmins().offline(STORE, folder).submit().then().statusCode(400);
  }

  @Test
  void parameters_that_cannot_be_are_refused_with_every_fault() {
    aWorkflow()
        .offline("b?", "a/../b", "Europe")
        .submit()
        .then()
        .statusCode(400)
        .body(containsString("parameters.metadata-s3-bucket: must name a bucket"))
        .body(containsString("parameters.metadata-s3-prefix: must be at most"))
        .body(containsString("parameters.metadata-s3-region: must be a region's name"));
  }

  @Test
  void a_bucket_that_nobody_allowed_is_not_read() {
    JsonPath run = Service.awaitEnd(aWorkflow().offline("somebody-elses", "x").start());
    assertThat(run.getString("run.state")).isEqualTo("FAILED");
    assertThat(run.getString("run.message"))
        .contains("not allowed to read somebody-elses, only bkt, files, local, offline")
        .contains("gazetteer.offline.buckets");
  }
}
