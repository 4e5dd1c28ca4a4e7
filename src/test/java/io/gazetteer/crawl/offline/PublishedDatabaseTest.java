package io.gazetteer.crawl.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.publish.ManifestJson;
import io.gazetteer.publish.RunFolder;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.SchemaRow;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.MemoryStore;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.WrittenRun;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A run that goes while it is read, as when a newer one was published and this one kept no more.
 */
class PublishedDatabaseTest {

  private static final RunFolder FOLDER = new RunFolder("runs/one/");

  private final MemoryStore store = new MemoryStore();
  private final CollectedRows rows = new CollectedRows();

  @BeforeEach
  void write() {
    String database = Postgres.createDatabase("going");
    Postgres.execute(database, "CREATE TABLE public.one (id int)");
    WrittenRun.of(database).write(store, FOLDER.prefix());
  }

  private PublishedDatabase open() {
    PublishedRun run = new PublishedRun(FOLDER, ManifestJson.read(store, FOLDER));
    // Without filters no rule is asked.
    return new PublishedDatabase(
        new StoreReads(store), run, run.manifest().databases().get(0), Selection.ALL, null);
  }

  /** Does something when the first schema comes, while the files behind it are still to be read. */
  private RowSink atFirstSchema(Runnable action) {
    return (RowSink)
        Proxy.newProxyInstance(
            RowSink.class.getClassLoader(),
            new Class<?>[] {RowSink.class},
            (proxy, method, arguments) -> {
              if (arguments != null && arguments[0] instanceof SchemaRow) {
                action.run();
              }
              try {
                return method.invoke(rows, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }

  @Test
  void a_run_that_is_deleted_while_it_is_read_is_told_as_that_and_looked_for_again() {
    // In the order in which old runs are deleted.
    RowSink sink =
        atFirstSchema(
            () -> {
              store.objects().remove(FOLDER.manifest());
              store.objects().clear();
            });
    PublishedDatabase database = open();

    assertThatThrownBy(() -> database.read(ReadMode.FULL, sink))
        .isInstanceOfSatisfying(
            AppException.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(OfflineError.OFFLINE_RUN_REMOVED);
              assertThat(fault.code().retryable()).isTrue();
              assertThat(fault).hasMessageContaining("one was deleted from its store");
            });
  }

  @Test
  void a_file_that_is_missing_beside_its_manifest_is_a_fault_that_does_not_pass() {
    RowSink sink =
        atFirstSchema(() -> store.objects().keySet().removeIf(key -> key.contains("/relation/")));
    PublishedDatabase database = open();

    assertThatThrownBy(() -> database.read(ReadMode.FULL, sink))
        .isInstanceOfSatisfying(
            AppException.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(OfflineError.OFFLINE_FILE_MISSING);
              assertThat(fault.code().retryable()).isFalse();
            });
  }

  @Test
  void a_run_that_stays_is_read_whole() {
    open().read(ReadMode.FULL, atFirstSchema(() -> {}));
    assertThat(rows.relations).extracting(RelationRow::name).containsExactly("one");
  }
}
