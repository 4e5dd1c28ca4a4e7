package io.gazetteer.crawl.offline;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.publish.ManifestJson;
import io.gazetteer.publish.RunFolder;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.MemoryStore;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.WrittenRun;
import io.gazetteer.workflow.OfflineLocation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OfflineFilesTest {

  private static final RunFolder FOLDER = new RunFolder("runs/one/");

  private final MemoryStore store = new MemoryStore();

  private PublishedRun run(WrittenRun written) {
    written.write(store, FOLDER.prefix());
    return new PublishedRun(FOLDER, ManifestJson.read(store, FOLDER));
  }

  // No container is here to inject the settings.
  @SuppressWarnings("UnnecessaryAssignment")
  @Test
  void a_bucket_that_the_settings_do_not_name_is_not_read() {
    OfflineFiles files = new OfflineFiles();
    files.settings = () -> Set.of("local");

    assertThatThrownBy(
            () ->
                files.at(
                    new OfflineLocation("other", "x", Optional.empty()), "postgres", Selection.ALL))
        .hasFieldOrPropertyWithValue("code", OfflineError.OFFLINE_BUCKET_NOT_ALLOWED);
  }

  @Test
  void nothing_can_lie_under_a_name_that_no_store_has() {
    assertThatThrownBy(() -> StoreReads.checkKey("a//b"))
        .hasFieldOrPropertyWithValue("code", OfflineError.OFFLINE_NOTHING_FOUND);
  }

  @Test
  void files_of_another_connector_are_rejected() {
    PublishedRun run = run(WrittenRun.empty().from("h2"));

    assertThatThrownBy(() -> OfflineFiles.checkConnector(run, "postgres"))
        .hasFieldOrPropertyWithValue("code", OfflineError.OFFLINE_OTHER_CONNECTOR);
  }

  @Test
  void a_database_that_was_not_read_cannot_be_opened() {
    PublishedRun run = run(WrittenRun.of(Postgres.createDatabase("read")));
    // No filter is looked at, so no rule is asked.
    PublishedOrigin origin =
        new PublishedOrigin("memory", () -> new StoreReads(store), run, Selection.ALL, null);

    assertThatThrownBy(() -> origin.open("unread"))
        .hasFieldOrPropertyWithValue("code", OfflineError.OFFLINE_DATABASE_NOT_READ);
  }

  @Test
  void a_stop_ends_a_read_in_the_middle_of_a_file() throws IOException {
    WrittenRun.put(store, "file", new byte[10]);
    StoreReads reads = new StoreReads(store);
    InputStream open = reads.find("file").orElseThrow();
    open.read();
    reads.cancel();

    assertThatThrownBy(open::read)
        .hasFieldOrPropertyWithValue("code", OfflineError.OFFLINE_READ_STOPPED);
  }
}
