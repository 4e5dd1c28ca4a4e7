package io.gazetteer.crawl.run;

import io.gazetteer.asset.Asset;
import io.gazetteer.common.AppException;
import io.gazetteer.connection.Connection;
import io.gazetteer.connection.FindConnection;
import io.gazetteer.crawl.lines.AssetLine;
import io.gazetteer.crawl.lines.DatabaseLines;
import io.gazetteer.crawl.lines.Period;
import io.gazetteer.crawl.read.LineSink;
import io.gazetteer.crawl.read.ManifestDraft;
import io.gazetteer.publish.Manifest;
import io.gazetteer.publish.PublicationError;
import io.gazetteer.publish.PublishRun;
import io.gazetteer.publish.RunSpool;
import io.gazetteer.run.LogLevel;
import io.gazetteer.run.Run;
import io.gazetteer.run.RunContext;
import io.gazetteer.run.RunScope;
import io.gazetteer.run.ScopeState;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.Reading;
import io.gazetteer.workflow.FindWorkflows;
import io.gazetteer.workflow.Workflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Writes what a run reads into a spool if its workflow publishes, and publishes it when the run
 * ends. If that fails, the crawl continues: the catalogue comes first, and the run reports at its
 * end what was not published.
 */
@ApplicationScoped
class PublishCrawl {

  private static final Logger LOG = Logger.getLogger(PublishCrawl.class);

  @Inject PublishRun publishRun;
  @Inject FindConnection findConnection;
  @Inject FindWorkflows findWorkflows;
  @Inject Clock clock;

  @ConfigProperty(name = "quarkus.application.version")
  String productVersion;

  boolean isOn(CrawlJob job) {
    return publishRun.isOn(job.publishing());
  }

  void begin(CrawlJob job, RunContext context, List<DatabaseListing> listings) {
    if (!isOn(job)) {
      return;
    }
    try {
      publishRun.spool(context.run().name()).begin(draft(job, context.run(), listings));
    } catch (IOException failure) {
      logFailure(context, "What the run reads", failure);
    }
  }

  private Manifest draft(CrawlJob job, Run run, List<DatabaseListing> listings) {
    Connection connection =
        findConnection.byQualifiedName(job.connectionQualifiedName()).orElseThrow();
    return new ManifestDraft(
            productVersion,
            new Manifest.Connection(
                connection.qualifiedName(), connection.name(), connection.connectorName()),
            run.workflowName(),
            run.name(),
            run.startedAt().orElse(run.createdAt()))
        .of(
            job.origin(),
            new Manifest.Filters(
                job.filter().include(), job.filter().exclude(), job.filter().tableRegex()),
            listings);
  }

  /** Begins a database in the spool; does nothing if the workflow does not publish. */
  Kept keep(CrawlJob job, RunContext context, String database, boolean dryRun) {
    if (dryRun || !isOn(job) || !publishRun.spool(context.run().name()).isThere()) {
      return new Kept(context, database, Optional.empty());
    }
    try {
      return new Kept(
          context,
          database,
          Optional.of(
              new DatabaseLines(
                  publishRun.open(context.run().name(), database),
                  database,
                  assetLine(job, context.run()))));
    } catch (IOException failure) {
      logFailure(context, database, failure);
      return new Kept(context, database, Optional.empty());
    }
  }

  private AssetLine assetLine(CrawlJob job, Run run) {
    String connection = job.connectionQualifiedName();
    return new AssetLine(
        connection,
        findConnection.byQualifiedName(connection).orElseThrow().name(),
        new Asset.LastSync(job.workflow(), run.name(), clock.instant()));
  }

  /** A database in the spool; empty if nothing is published. */
  final class Kept implements AutoCloseable {

    private final RunContext context;
    private final String database;
    private final Optional<DatabaseLines> lines;
    private final Instant from = clock.instant();

    private Kept(RunContext context, String database, Optional<DatabaseLines> lines) {
      this.context = context;
      this.database = database;
      this.lines = lines;
    }

    LineSink lines() {
      return lines.map(LineSink.class::cast).orElse(LineSink.NONE);
    }

    /** Completes the database after it was merged. */
    void finish(Reading reading) {
      if (lines.isPresent()) {
        try {
          lines.get().finish(reading, new Period(from, clock.instant()));
        } catch (IOException failure) {
          logFailure(context, database, failure);
        }
      }
    }

    @Override
    public void close() {
      if (lines.isPresent()) {
        try {
          lines.get().close();
        } catch (IOException failure) {
          logFailure(context, database, failure);
        }
      }
    }
  }

  private static void logFailure(RunContext context, String what, IOException failure) {
    LOG.warnf(failure, "Run %s cannot publish %s", context.run().name(), what);
    context.log(
        LogLevel.WARN,
        what
            + " cannot be published: "
            + (failure instanceof RunSpool.NoRoomException
                ? failure.getMessage()
                : "the disk of the spool folder is full or not writable"));
  }

  /**
   * Publishes what the run read if its workflow publishes.
   *
   * @throws AppException when it cannot be published
   */
  void publish(RunContext context, List<RunScope> scopes) {
    String run = context.run().name();
    RunSpool spool = publishRun.spool(run);
    Optional<Workflow> workflow =
        findWorkflows
            .byName(context.run().workflowName())
            .filter(found -> publishRun.isOn(found.publishing()));
    List<String> read =
        scopes.stream().filter(scope -> wasRead(scope.state())).map(RunScope::name).toList();
    if (workflow.isEmpty() || read.isEmpty()) {
      publishRun.forget(spool);
      workflow.ifPresent(
          any -> context.log(LogLevel.WARN, "No database was read, so nothing is published"));
      return;
    }
    List<String> missing = seal(spool, read, unread(scopes));
    if (!missing.isEmpty()) {
      throw publishRun.fail(
          context, workflow.get().connectorName(), workflow.get().publishing(), gone(missing));
    }
    publishRun.publish(context, workflow.get().connectorName(), workflow.get().publishing());
  }

  /** Returns the databases that are not in the spool; empty = all are. */
  private static List<String> seal(
      RunSpool spool, List<String> read, List<Manifest.Database> unread) {
    if (!spool.isThere()) {
      return read;
    }
    try {
      return spool.seal(read, unread);
    } catch (IOException failure) {
      LOG.warnf(failure, "A spool cannot be read");
      return read;
    }
  }

  private static boolean wasRead(ScopeState state) {
    return state == ScopeState.COMPLETE || state == ScopeState.DEGRADED;
  }

  private static List<Manifest.Database> unread(List<RunScope> scopes) {
    List<Manifest.Database> unread = new ArrayList<>();
    for (RunScope scope : scopes) {
      if (!wasRead(scope.state())) {
        unread.add(
            new Manifest.Database(
                scope.name(),
                Manifest.State.FAILED,
                List.of(scope.errorMessage().orElse("It was not read")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
      }
    }
    return unread;
  }

  private static AppException gone(List<String> databases) {
    return new AppException(
        PublicationError.PUBLICATION_SPOOL_GONE,
        "This machine no longer has what was read of %s; the log above says why. Run the workflow again"
            .formatted(String.join(", ", databases)));
  }
}
