package io.gazetteer.crawl;

import io.gazetteer.crawl.read.AssetWriter;
import io.gazetteer.crawl.run.FullReads;
import io.gazetteer.crawl.run.CrawlJob;

import io.gazetteer.asset.FigureStage;
import io.gazetteer.asset.MergeRules;
import io.gazetteer.asset.MergeScope;
import io.gazetteer.asset.Stage;
import io.gazetteer.asset.fingerprint.StoredFingerprint;
import io.gazetteer.run.LogLevel;
import io.gazetteer.run.Run;
import io.gazetteer.run.RunContext;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.PostgresSource;
import io.gazetteer.workflow.CrawlFilter;
import io.gazetteer.workflow.ExtractionMethod;
import io.gazetteer.workflow.Workflow;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Lets the benchmark write rows into a stage the way a crawl does, without a run. */
public final class WriterDoor {

  private WriterDoor() {}

  /** The writer of a crawl. Nobody hears its progress, nobody cancels it. */
  public static RowSink open(
      Stage stage, FigureStage figures, String connection, String database, long known) {
    return new AssetWriter(
        stage::write, stage::keep, figures, new NoRun(), job(connection), database, known);
  }

  private static CrawlJob job(String connection) {
    Workflow workflow =
        new Workflow(
            "atlan-postgres-1",
            null,
            "default",
            "@atlan/postgres",
            "atlan-postgres",
            connection,
            Optional.empty(),
            ExtractionMethod.DIRECT,
            CrawlFilter.ALL,
            null,
            1,
            null,
            null,
            null,
            Optional.empty());
    return new CrawlJob(workflow, null, new PostgresSource(), Selection.ALL);
  }

  /** What a read leaves behind to be recognised by; the basis is that of a read in part. */
  public static MergeScope recognised(
      MergeScope scope, Reading reading, Optional<StoredFingerprint> basis) {
    return FullReads.recognised(scope, reading, basis, MergeRules.UNLIMITED);
  }

  private static final class NoRun implements RunContext {
    @Override
    public Run run() {
      throw new UnsupportedOperationException("The benchmark has no run");
    }

    @Override
    public void log(LogLevel level, String message) {}

    @Override
    public void warn(String message) {}

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
