package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.testing.Commands;
import io.gazetteer.testing.Commands.Ended;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Samples;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.StoreResource;
import io.gazetteer.testing.WorkflowBuilder;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands extract, send and fetch is what a service crawls and publishes. */
@ServiceTest
@Tag("slow")
class CommandLineResourceTest {

  /** Folder of the store {@code offline}, as the tests' configuration has it. */
  private static final Path OFFLINE =
      Path.of("target", System.getProperty("test.fork", "fork-1"), "offline", "offline");

  /** Likewise of the store {@code local}. */
  private static final Path PUBLISHED =
      Path.of("target", System.getProperty("test.fork", "fork-1"), "published");

  @Inject Jdbi jdbi;

  @TempDir Path folder;

  private Commands shell() {
    return Commands.shell()
        .atPostgres()
        .with("GAZETTEER_URL", "http://localhost:" + RestAssured.port)
        .with("GAZETTEER_TOKEN", StoreResource.ADMIN_TOKEN);
  }

  private Ended succeeded(String... words) {
    Ended ended = shell().run(words);
    assertThat(ended.code()).as(ended.all()).isZero();
    return ended;
  }

  /** Under a name that no other test imports. */
  private Ended extracted(String database, String connection) {
    String name = connection.replace('/', '-');
    return succeeded(
        "extract",
        "-d",
        database,
        "--to",
        folder.toString(),
        "--connection",
        connection,
        "--workflow",
        name);
  }

  private List<String> direct(String database) {
    WorkflowBuilder direct = aWorkflow().of(database);
    RecrawlScenario.ended(direct.start());
    return RecrawlScenario.assets(jdbi, direct.connection());
  }

  private List<String> files(Path place) throws IOException {
    try (Stream<Path> found = Files.walk(place)) {
      return found.filter(Files::isRegularFile).map(Path::toString).toList();
    }
  }

  @Test
  void what_was_extracted_is_read_offline_as_a_direct_crawl_asset_by_asset() throws IOException {
    for (String database : List.of(Samples.odd(), Samples.load("sample_shop"))) {
      Path store = OFFLINE;
      Ended extracted = succeeded("extract", "-d", database, "--to", store.toString());
      String prefix = store.relativize(Path.of(extracted.line())).toString();
      WorkflowBuilder offline = aWorkflow().offline("offline", prefix);
      RecrawlScenario.ended(offline.start());
      assertThat(RecrawlScenario.assets(jdbi, offline.connection()))
          .isEqualTo(direct(database))
          .isNotEmpty();
    }
  }

  @Test
  void a_folder_is_imported_as_a_direct_crawl_and_again_after_a_change() throws IOException {
    String database = Samples.odd();
    String connection = "default/postgres/" + System.nanoTime();
    extracted(database, connection);
    Ended imported = succeeded("import", folder.toString());
    assertThat(imported.err()).contains("SUCCEEDED: ");
    assertThat(RecrawlScenario.assets(jdbi, connection)).isEqualTo(direct(database)).isNotEmpty();

    Postgres.execute(database, "CREATE TABLE public.later (id int)");
    extracted(database, connection);
    Ended again = succeeded("import", folder.toString());
    assertThat(again.err()).contains("2 created, ");
    assertThat(RecrawlScenario.assets(jdbi, connection)).isEqualTo(direct(database));

    Ended narrowed = succeeded("import", folder.toString(), "--exclude", database + "/public");
    assertThat(narrowed.err()).contains("0 created, ").contains("the filters exclude 1 schema");
  }

  @Test
  void a_store_of_the_services_is_read_in_place() {
    String database = Postgres.createDatabase("in_place");
    Postgres.execute(database, "CREATE TABLE t (id int)");
    Path store = OFFLINE;
    Ended extracted = succeeded("extract", "-d", database, "--to", store.toString());
    String prefix = store.relativize(Path.of(extracted.line())).toString();
    String connection = "default/postgres/" + System.nanoTime();
    succeeded(
        "import",
        "store:offline/" + prefix,
        "--connection",
        connection,
        "--workflow",
        "import-" + System.nanoTime());
    assertThat(RecrawlScenario.assets(jdbi, connection)).anyMatch(line -> line.contains("/t "));
  }

  @Test
  void a_run_that_fails_ends_with_8() throws IOException {
    String database = Postgres.createDatabase("broken_in_place");
    Postgres.execute(database, "CREATE TABLE t (id int)");
    Ended extracted = succeeded("extract", "-d", database, "--to", OFFLINE.toString());
    damage(Path.of(extracted.line(), "raw/column/part-00001.jsonl.gz"));
    String connection = "default/postgres/" + System.nanoTime();
    Ended failed =
        shell()
            .run(
                "import",
                "store:offline/" + OFFLINE.relativize(Path.of(extracted.line())),
                "--connection",
                connection,
                "--workflow",
                "import-" + System.nanoTime());
    assertThat(failed.code()).as(failed.all()).isEqualTo(8);
    assertThat(failed.err()).contains("FAILED: ", "raw/column/part-00001.jsonl.gz");
    assertThat(RecrawlScenario.assets(jdbi, connection)).isEmpty();
  }

  private static void damage(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  @Test
  void files_that_differ_from_their_manifest_are_not_sent() throws IOException {
    String database = Postgres.createDatabase("broken_import");
    Postgres.execute(database, "CREATE TABLE t (id int)");
    String connection = "default/postgres/" + System.nanoTime();
    Ended extracted = extracted(database, connection);
    Path column = Path.of(extracted.line(), "raw/column/part-00001.jsonl.gz");
    damage(column);
    Ended changed = shell().run("import", folder.toString());
    assertThat(changed.code()).as(changed.all()).isEqualTo(6);
    assertThat(changed.err()).contains("raw/column/part-00001.jsonl.gz", "SHA-256");
    assertThat(RecrawlScenario.assets(jdbi, connection)).isEmpty();
    Files.delete(column);
    assertThat(shell().run("import", folder.toString()).code()).isEqualTo(6);
    Files.delete(Path.of(extracted.line(), "manifest.json"));
    Ended none = shell().run("import", folder.toString());
    assertThat(none.code()).as(none.all()).isEqualTo(6);
    assertThat(none.err()).contains("There is no manifest.json");
  }

  @Test
  void what_a_run_published_is_fetched_whole() throws IOException {
    String database = Postgres.createDatabase("exported");
    Postgres.execute(database, "CREATE TABLE t (id int)");
    WorkflowBuilder direct = aWorkflow().of(database).with("publish", "true");
    String run = RecrawlScenario.ended(direct.start()).getString("run.name");
    Ended exported = succeeded("export", run, "--to", folder.resolve("one").toString());
    assertThat(Path.of(exported.line(), "manifest.json")).isRegularFile();
    Ended newest =
        succeeded("export", "--workflow", direct.name(), "--to", folder.resolve("two").toString());
    assertThat(files(folder.resolve("two")))
        .hasSameSizeAs(files(folder.resolve("one")))
        .hasSizeGreaterThan(8);
    assertThat(newest.line()).endsWith(run);
    Ended none = shell().run("export", "no-such-run", "--to", folder.resolve("three").toString());
    assertThat(none.code()).as(none.all()).isEqualTo(7);
    assertThat(folder.resolve("three")).doesNotExist();
  }

  @Test
  void a_published_file_that_was_changed_is_not_taken_for_what_the_run_wrote() throws IOException {
    String database = Postgres.createDatabase("changed_export");
    Postgres.execute(database, "CREATE TABLE t (id int)");
    WorkflowBuilder direct = aWorkflow().of(database).with("publish", "true");
    String run = RecrawlScenario.ended(direct.start()).getString("run.name");
    Path column =
        PUBLISHED.resolve(PublishedRuns.folder(direct, run).key("raw/column/part-00001.jsonl.gz"));
    byte[] bytes = Files.readAllBytes(column);
    bytes[bytes.length / 2] ^= 1;
    Files.write(column, bytes);
    Ended ended = shell().run("export", run, "--to", folder.toString());
    assertThat(ended.code()).as(ended.all()).isEqualTo(6);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains("is not what its manifest says: raw/column/part-00001.jsonl.gz");
    assertThat(files(folder)).noneMatch(file -> file.endsWith("manifest.json"));
    Files.delete(column);
    Ended gone = shell().run("export", run, "--to", folder.toString());
    assertThat(gone.code()).as(gone.all()).isNotZero();
    assertThat(files(folder)).noneMatch(file -> file.endsWith("manifest.json"));
  }

  @Test
  void what_a_search_finds_is_printed_page_by_page_and_each_asset_once() throws IOException {
    String database = Postgres.createDatabase("searched");
    Postgres.execute(
        database,
        "DO $$ BEGIN EXECUTE 'CREATE TABLE wide (' || (SELECT string_agg('c_' || n || ' int', ', ')"
            + " FROM generate_series(1, 1100) n) || ')'; END $$;"
            + " CREATE TABLE \"Two*Stars\" (id int); CREATE TABLE \"twostars\" (id int);"
            + " COMMENT ON TABLE \"Two*Stars\" IS E'bell\\u0085\\u001b \\u00fc'");
    WorkflowBuilder direct = aWorkflow().of(database);
    RecrawlScenario.ended(direct.start());
    String connection = direct.connection();

    Ended columns = succeeded("search", "--connection", connection, "--type", "Column");
    assertThat(columns.out().lines()).hasSize(1102).doesNotHaveDuplicates();
    assertThat(columns.err()).endsWith("1102 assets\n");
    assertThat(succeeded("search", "--limit", "501", "--connection", connection).out().lines())
        .hasSize(501);

    Ended starred = succeeded("search", "o*s", "--connection", connection);
    assertThat(starred.out().replace("\n", "").chars()).noneMatch(Character::isISOControl);
    assertThat(starred.out().chars())
        .as("as no terminal's encoding changes")
        .allMatch(one -> one < 127);
    JsonNode asset = new ObjectMapper().readTree(starred.line());
    assertThat(asset.path("typeName").asText()).isEqualTo("Table");
    assertThat(asset.path("status").asText()).isEqualTo("ACTIVE");
    assertThat(asset.at("/attributes/name").asText()).isEqualTo("Two*Stars");
    assertThat(asset.at("/attributes/databaseName").asText()).isEqualTo(database);
    assertThat(asset.at("/attributes/description").asText()).isEqualTo("bell\u0085\u001b \u00fc");
    assertThat(asset.at("/attributes/columnCount").isMissingNode()).isTrue();
    String[] counted = {
      "search",
      "wid",
      "--connection",
      connection,
      "--type",
      "Table",
      "--type",
      "View",
      "--attribute",
      "columnCount"
    };
    assertThat(succeeded(counted).out()).contains("\"columnCount\":1100");
    Ended none = succeeded("search", "no-such-name", "--connection", connection);
    assertThat(none.out()).isEmpty();
    assertThat(none.err()).contains("0 assets");

    Postgres.execute(database, "DROP TABLE \"twostars\"");
    RecrawlScenario.ended(Service.rerun(direct.name()));
    String[] gone = {"search", "twostars", "--connection", connection, "--type", "Table"};
    assertThat(succeeded(gone).out()).isEmpty();
    assertThat(
            succeeded(
                    Stream.concat(Stream.of(gone), Stream.of("--archived")).toArray(String[]::new))
                .out())
        .contains("\"status\":\"DELETED\"");
  }

  @Test
  void keys_are_rotated_and_who_may_not_is_told() {
    assertThat(succeeded("keys", "rotate").out())
        .matches("key \\S+: \\d+ re-encrypted, 0 remain\n");
    Ended stranger = shell().with("GAZETTEER_TOKEN", "no-such-token-xyz").run("keys", "rotate");
    assertThat(stranger.code()).isEqualTo(7);
    assertThat(stranger.all()).contains(" answered 401").doesNotContain("no-such-token-xyz");
    Ended away = shell().run("keys", "rotate", "--service", "http://localhost:1");
    assertThat(away.code()).isEqualTo(7);
    assertThat(away.err()).contains("does not answer");
  }
}
