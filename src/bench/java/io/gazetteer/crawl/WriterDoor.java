package io.gazetteer.crawl;

import io.gazetteer.asset.Stage;
import io.gazetteer.run.LogLevel;
import io.gazetteer.run.Run;
import io.gazetteer.run.RunContext;
import io.gazetteer.source.RowSink;
import org.jdbi.v3.core.Handle;

/** Lets the benchmark write rows into a stage the way a crawl does, without a run. */
public final class WriterDoor {

  private WriterDoor() {}

  /** The writer of a crawl. Nobody hears its progress, nobody cancels it. */
  public static RowSink open(Stage stage, String connection, String database, long known) {
    return new AssetWriter(stage, new NoRun(), connection, database, known);
  }

  private static final class NoRun implements RunContext {
    @Override
    public Run run() {
      throw new UnsupportedOperationException("The benchmark has no run");
    }

    @Override
    public void log(LogLevel level, String message) {}

    @Override
    public void progress(long doneObjects, long knownObjects) {}

    @Override
    public void throwIfCancelled() {}

    @Override
    public void mustHold(Handle transaction, boolean keep) {}

    @Override
    public Watch watch(Runnable action) {
      return () -> {};
    }
  }
}
