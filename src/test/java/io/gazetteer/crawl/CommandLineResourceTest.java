package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.Commands;
import io.gazetteer.testing.Commands.Ended;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Samples;
import io.gazetteer.testing.StoreResource;
import io.gazetteer.testing.WorkflowBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands extract, send and fetch is what a service crawls and publishes. */
@QuarkusTest
@QuarkusTestResource(StoreResource.class)
class CommandLineResourceTest {

  /** Folder of the store {@code offline}, as the tests' configuration has it. */
  private static final Path OFFLINE =
      Path.of("target", System.getProperty("test.fork", "fork-1"), "offline", "offline");

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

  private static String odd() throws IOException {
    String database = Postgres.createDatabase("odd_cli");
    try (InputStream in =
        CommandLineResourceTest.class.getResourceAsStream("/kinds/odd_names.sql")) {
      String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Postgres.execute(
          database,
          sql.replace("{s}", "\"od.d \"\"s\"\"/%\"")
              // Roles are the server's, which other tests use.
              .replace("\"odd \"\"role", "\"odd \"\"" + database)
              .replace("\"spare.role", "\"spare." + database)
              .replace("\"other.role", "\"other." + database));
    }
    return database;
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
    for (String database : List.of(odd(), Samples.load("sample_shop"))) {
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
    String database = odd();
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
    assertThat(narrowed.err()).contains("0 created, ").contains("schemas are left out");
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
  void a_run_that_fails_ends_with_8_and_files_that_differ_are_never_merged() throws IOException {
    String database = Postgres.createDatabase("broken_import");
    Postgres.execute(database, "CREATE TABLE t (id int)");
    String connection = "default/postgres/" + System.nanoTime();
    Ended extracted = extracted(database, connection);
    Path column = Path.of(extracted.line(), "raw/column/part-00001.jsonl.gz");
    byte[] bytes = Files.readAllBytes(column);
    bytes[bytes.length / 2] ^= 1;
    Files.write(column, bytes);
    Ended changed = shell().run("import", folder.toString());
    assertThat(changed.code()).as(changed.all()).isEqualTo(8);
    assertThat(changed.err()).contains("FAILED: ", "raw/column/part-00001.jsonl.gz");
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
  void keys_are_rotated_and_who_may_not_is_told() {
    assertThat(succeeded("keys", "rotate").out()).matches("key \\S+: \\d+ sealed anew, 0 remain\n");
    Ended stranger = shell().with("GAZETTEER_TOKEN", "no-such-token-xyz").run("keys", "rotate");
    assertThat(stranger.code()).isEqualTo(7);
    assertThat(stranger.all()).contains(" answered 401").doesNotContain("no-such-token-xyz");
    Ended away = shell().run("keys", "rotate", "--service", "http://localhost:1");
    assertThat(away.code()).isEqualTo(7);
    assertThat(away.err()).contains("does not answer");
  }
}
