package io.gazetteer.crawl.offline;

import io.gazetteer.common.AppException;
import io.gazetteer.objectstore.ObjectStore;
import io.gazetteer.publish.Manifest;
import io.gazetteer.publish.RunFolder;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.DatabaseRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.SchemaRow;
import io.gazetteer.source.Selection;

/** Checks a published run before it is sent to a service, which reads and checks it in one pass. */
public final class CheckPublished {

  private CheckPublished() {}

  /**
   * Reads every database of a run that has not failed, and stores nothing.
   *
   * @param store stays open
   * @param pause called regularly; may throw to stop
   * @throws AppException OFFLINE_FILE_MISSING or OFFLINE_FILE_DAMAGED with file, line and reason
   */
  // The reads are left open, as closing them would close the caller's store.
  @SuppressWarnings("resource")
  public static void check(ObjectStore store, RunFolder folder, Manifest manifest, Runnable pause) {
    PublishedRun run = new PublishedRun(folder, manifest);
    for (Manifest.Database database : manifest.databases()) {
      if (database.state() != Manifest.State.FAILED) {
        new PublishedDatabase(new StoreReads(store), run, database, Selection.ALL, null)
            .read(ReadMode.ONCE, new Nowhere(pause));
      }
    }
  }

  private record Nowhere(Runnable onPause) implements RowSink {
    @Override
    public void database(DatabaseRow row) {}

    @Override
    public void schema(SchemaRow row) {}

    @Override
    public void relation(RelationRow row) {}

    @Override
    public void column(ColumnRow row) {}

    @Override
    public void routine(RoutineRow row) {}

    @Override
    public void object(ObjectRow row) {}

    @Override
    public void pause() {
      onPause.run();
    }
  }
}
