package io.gazetteer.crawl;

import static io.gazetteer.testing.WorkflowBuilder.aWorkflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.crawl.lines.RowEntity;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.publish.Manifest.PublishedFile;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.Service;
import io.gazetteer.testing.ServiceTest;
import io.gazetteer.testing.WorkflowBuilder;
import io.gazetteer.testing.WrittenRun;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Files that are not what was written archive nothing, merge nothing, and are named. */
@ServiceTest
@Tag("slow")
class OfflineFaultsResourceTest {

  private static final String COLUMNS = "raw/column/part-00001.jsonl";

  @Inject Jdbi jdbi;
  @Inject ObjectStores stores;

  private ObjectStore store;
  private String folder;
  private String database;
  private WorkflowBuilder workflow;
  private List<String> before;

  /** The catalogue holds what the database was, and the next files tell of other tables. */
  @BeforeEach
  void crawl_a_database_and_change_it() {
    store = stores.open("offline");
    folder = "faults-" + System.nanoTime();
    database = Postgres.createDatabase("faulty");
    Postgres.execute(
        database,
        "CREATE TABLE public.kept (id int, note text); CREATE TABLE public.gone (id int); COMMENT"
            + " ON COLUMN public.kept.note IS 'aaaa'");
    WrittenRun.of(database).write(store, folder + "/");
    workflow = aWorkflow().offline("offline", folder);
    RecrawlScenario.ended(workflow.start());
    before = RecrawlScenario.assets(jdbi, workflow.connection());
    assertThat(before).anyMatch(asset -> asset.contains("/public/gone"));
    Postgres.execute(database, "DROP TABLE public.gone; CREATE TABLE public.added (id int)");
    clear();
  }

  private void clear() {
    List<String> keys = new ArrayList<>();
    store.list(folder + "/", object -> keys.add(object.key()));
    store.delete(keys);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private WrittenRun changed() {
    return WrittenRun.of(database).plain();
  }

  /** Runs again and finds nothing done; gives what the run says. */
  private String refused() {
    JsonPath run = Service.awaitEnd(Service.rerun(workflow.name()));
    assertThat(run.getString("run.state")).as(run.prettify()).isEqualTo("FAILED");
    assertThat(run.getLong("run.created") + run.getLong("run.archived")).isZero();
    assertThat(RecrawlScenario.assets(jdbi, workflow.connection())).isEqualTo(before);
    List<String> errors = run.getList("scopes.errorMessage");
    return errors == null || errors.isEmpty() ? run.getString("run.message") : errors.get(0);
  }

  private void replace(String path, UnaryOperator<byte[]> change) {
    String key = folder + "/" + path;
    try (InputStream in = store.read(key)) {
      WrittenRun.put(store, key, change.apply(in.readAllBytes()));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static byte[] replaced(byte[] bytes, String from, String to) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    assertThat(text).contains(from);
    return text.replace(from, to).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whole_files_are_taken_over_in_this_set_up() {
    changed().write(store, folder + "/");
    JsonPath run = RecrawlScenario.ended(Service.rerun(workflow.name()));
    assertThat(run.getLong("run.archived")).isEqualTo(2);
    assertThat(run.getLong("run.created")).isEqualTo(2);
  }

  @Test
  void without_a_manifest_nothing_is_there() {
    changed().write(store, folder + "/");
    store.delete(List.of(folder + "/manifest.json"));
    assertThat(refused())
        .contains("neither a manifest.json nor a databases.json at s3://offline/" + folder);
  }

  @Test
  void a_file_that_is_cut_off_is_named() {
    changed().write(store, folder + "/");
    replace(COLUMNS, bytes -> Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(refused()).contains(folder + "/" + COLUMNS, "it is truncated: it has ");
    changed().write(store, folder + "/");
    replace(COLUMNS, bytes -> new byte[0]);
    assertThat(refused()).contains(folder + "/" + COLUMNS, "it is truncated: it has 0 bytes");
  }

  @Test
  void a_packed_file_that_is_cut_off_is_named() {
    WrittenRun.of(database).write(store, folder + "/");
    replace(COLUMNS + ".gz", bytes -> Arrays.copyOf(bytes, bytes.length - 12));
    assertThat(refused()).contains(folder + "/" + COLUMNS + ".gz", "it is truncated: it has ");
  }

  @Test
  void a_file_that_is_another_one_is_recognised_by_its_checksum() {
    changed().write(store, folder + "/");
    replace(COLUMNS, bytes -> replaced(bytes, "\"aaaa\"", "\"aaab\""));
    assertThat(refused()).contains(COLUMNS, "its SHA-256 differs from the manifest");
    changed().write(store, folder + "/");
    replace(COLUMNS, bytes -> replaced(bytes, "\"aaaa\"", "\"aaaaa\""));
    assertThat(refused()).contains(COLUMNS, "it has more than the ");
  }

  @Test
  void a_missing_file_is_named() {
    changed().write(store, folder + "/");
    store.delete(List.of(folder + "/" + COLUMNS));
    assertThat(refused()).contains(COLUMNS + " is missing, which the manifest names");
  }

  @Test
  void a_bad_line_is_named_with_its_number_and_none_of_its_text() {
    lineFault(
        lines -> lines.set(1, "{\"database\":\"" + database + "\",\"secret"),
        "line 2 is not a valid column");
    lineFault(lines -> lines.set(1, "[1]"), "line 2 is not a JSON object");
    lineFault(
        lines -> lines.set(2, lines.get(2).replace("\"position\"", "\"place\"")),
        "line 3 has no position");
    lineFault(
        lines -> lines.set(0, lines.get(0).replace("\"nullable\":true", "\"nullable\":\"secret\"")),
        "line 1 is not a valid column");
    lineFault(
        lines -> lines.set(0, lines.get(0).replace("\"name\":\"", "\"name\":\"a\\u0000")),
        "line 1 contains the character with code 0");
    lineFault(
        lines -> lines.set(0, lines.get(0).replace(database, "another")),
        "line 1 is not of database " + database);
  }

  private void lineFault(Consumer<List<String>> change, String words) {
    WrittenRun run = changed();
    change.accept(run.lines(RowEntity.COLUMN));
    run.write(store, folder + "/");
    assertThat(refused()).contains(folder + "/" + COLUMNS, words).doesNotContain("secret");
  }

  @Test
  void another_number_of_rows_than_the_manifest_says_is_refused() {
    told((file, more) -> file.rows() + more, 1);
    assertThat(refused()).contains(COLUMNS, "rows, and the manifest says");
    told((file, more) -> file.rows() + more, -1);
    assertThat(refused()).contains(COLUMNS, "it has more rows than the");
  }

  private void told(BiFunction<PublishedFile, Integer, Long> rows, int more) {
    changed()
        .write(
            store,
            folder + "/",
            file ->
                file.entity().equals("column")
                    ? new PublishedFile(
                        file.path(),
                        file.kind(),
                        file.entity(),
                        file.database(),
                        rows.apply(file, more),
                        file.bytes(),
                        file.sha256())
                    : file);
  }

  @Test
  void an_unknown_version_and_another_format_are_refused() {
    changed().write(store, folder + "/");
    replace(
        "manifest.json",
        bytes -> replaced(bytes, "\"formatVersion\" : 1", "\"formatVersion\" : 2"));
    assertThat(refused()).contains(folder + "/manifest.json", "version 2; only 1 is read");
    replace("manifest.json", bytes -> replaced(bytes, "gazetteer-metadata", "other"));
    assertThat(refused()).contains("only gazetteer-metadata is read");
    replace("manifest.json", bytes -> "{\"format\":".getBytes(StandardCharsets.UTF_8));
    assertThat(refused()).contains(folder + "/manifest.json is not usable");
  }

  @Test
  void a_manifest_without_the_line_that_says_what_was_left_out_is_refused() {
    WrittenRun run = changed();
    run.lines(RowEntity.READING).clear();
    run.write(store, folder + "/");
    assertThat(refused())
        .contains(folder + "/manifest.json", "does not name exactly one line of raw/reading");
  }

  @Test
  void files_of_another_kind_of_system_are_refused() {
    changed().from("h2").write(store, folder + "/");
    assertThat(refused()).contains("is for connector h2, but the workflow is for postgres");
  }

  @Test
  void a_name_that_no_store_has_is_refused() {
    WorkflowBuilder odd = aWorkflow().offline("offline", "with space/x");
    JsonPath run = Service.awaitEnd(odd.start());
    assertThat(run.getString("run.message"))
        .contains("The name with space/x/manifest.json is invalid");
  }
}
