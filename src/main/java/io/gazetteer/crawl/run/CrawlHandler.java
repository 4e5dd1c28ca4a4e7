package io.gazetteer.crawl.run;

import io.gazetteer.asset.MergeCounts;
import io.gazetteer.asset.MergeRules;
import io.gazetteer.asset.MergeScope;
import io.gazetteer.asset.Stage;
import io.gazetteer.asset.Staging;
import io.gazetteer.asset.fingerprint.StoredFingerprint;
import io.gazetteer.asset.load.StageTarget;
import io.gazetteer.crawl.read.OpenDatabase;
import io.gazetteer.crawl.read.OriginDatabases;
import io.gazetteer.crawl.read.ReadDatabase;
import io.gazetteer.crawl.read.ReadResult;
import io.gazetteer.run.LogLevel;
import io.gazetteer.run.PlannedScope;
import io.gazetteer.run.RunContext;
import io.gazetteer.run.RunHandler;
import io.gazetteer.run.RunScope;
import io.gazetteer.run.ScopeOutcome;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.Fingerprint;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.Reading;
import io.gazetteer.workflow.Workflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Handles runs that crawl: one scope per database, each read, staged and merged as a whole. A
 * preview does the same and rolls the merge back; its counts and log say what a crawl would do.
 */
@ApplicationScoped
public class CrawlHandler implements RunHandler {

  @Inject PrepareCrawl prepare;
  @Inject Staging staging;
  @Inject ArchiveDatabases archiveDatabases;
  @Inject CrawlRules crawlRules;
  @Inject FullReads fullReads;
  @Inject PublishCrawl publishCrawl;

  @Override
  public String kind() {
    return Workflow.CRAWL;
  }

  @Override
  public List<PlannedScope> plan(RunContext context) {
    CrawlJob job = prepare.job(context.run());
    OriginDatabases databases = job.databases(context);
    boolean preview = isPreview(context);
    if (!preview) {
      prepare.showConnection(job, context.run());
    }
    List<DatabaseListing> listings = databases.listings();
    List<PlannedScope> plan =
        databases.choose(listings).stream().map(name -> new PlannedScope(name, 0)).toList();
    if (!preview) {
      publishCrawl.begin(job, context, listings);
    }
    return plan;
  }

  private static boolean isPreview(RunContext context) {
    return context.run().options().preview();
  }

  @Override
  public ScopeOutcome execute(RunContext context, String database) {
    CrawlJob job = prepare.job(context.run());
    MergeRules rules = crawlRules.before(job, context, database, isPreview(context));
    FullReads.Decision decision = fullReads.decide(job, context.run(), database, rules);
    try (OpenDatabase opened = job.databases(context).open(database)) {
      DatabaseCrawl crawl = new DatabaseCrawl(context, job, database, opened);
      if (decision.earlier().isPresent()) {
        Optional<ScopeOutcome> outcome = crawl.changes(decision, rules);
        if (outcome.isPresent()) {
          return outcome.get();
        }
        rules = crawlRules.before(job, context, database, isPreview(context));
        decision = FullReads.OVERTAKEN;
      }
      return crawl.everything(decision, rules);
    }
  }

  private final class DatabaseCrawl {

    private final RunContext context;
    private final CrawlJob job;
    private final String database;
    private final ReadDatabase read;

    DatabaseCrawl(RunContext context, CrawlJob job, String database, OpenDatabase opened) {
      this.context = context;
      this.job = job;
      this.database = database;
      this.read = new ReadDatabase(job.scope(database), opened, new RunMonitor(context));
    }

    private Stage openStage(MergeRules rules) {
      return staging.open(
          new StageTarget(job.connectionQualifiedName(), database, job.workflow(), rules.dryRun()));
    }

    ScopeOutcome everything(FullReads.Decision decision, MergeRules rules) {
      try (Stage stage = openStage(rules);
          PublishCrawl.Kept kept = publishCrawl.keep(job, context, database, rules.dryRun())) {
        ReadResult result = read.read(ReadMode.FULL, stage.known(), stage, kept.lines());
        logExtent("fully", decision, result.reading());
        MergeScope scope =
            FullReads.recognised(scope(result), result.reading(), Optional.empty(), rules);
        MergeCounts counts = stage.merge(scope, rules);
        if (!result.lacksFiles()) {
          kept.finish(result.reading());
        }
        return outcome(result, counts, rules);
      }
    }

    /** Empty if the catalogue changed since the earlier run, so that everything must be read. */
    Optional<ScopeOutcome> changes(FullReads.Decision decision, MergeRules rules) {
      StoredFingerprint earlier = decision.earlier().orElseThrow();
      try (Stage stage = openStage(rules)) {
        ReadResult result =
            read.readChanges(new Fingerprint(earlier.fingerprint()), earlier.assets(), stage);
        Reading reading = result.reading();
        Optional<StoredFingerprint> basis = Optional.of(earlier);
        switch (reading.recognition().extent()) {
          case STATISTICS -> {
            Optional<MergeCounts> counts =
                stage.mergeStatistics(
                    FullReads.recognised(scope(result), reading, basis, rules),
                    earlier,
                    rules.fence());
            counts.ifPresent(found -> logUnchanged(earlier, found));
            return counts.map(
                found -> new ScopeOutcome(0, 0, 0, found.unchanged(), result.unmatchedEntries()));
          }
          case PART -> {
            logExtent("in part", decision, reading);
            return stage
                .mergePart(
                    FullReads.recognised(scope(result), reading, basis, rules), rules, earlier)
                .map(counts -> outcome(result, counts, rules));
          }
          default -> {
            logExtent("fully", decision, reading);
            MergeScope scope =
                FullReads.recognised(scope(result), reading, Optional.empty(), rules);
            return Optional.of(outcome(result, stage.merge(scope, rules), rules));
          }
        }
      }
    }

    private void logExtent(String extent, FullReads.Decision decision, Reading reading) {
      context.log(
          LogLevel.INFO,
          "%s: read %s, because %s".formatted(database, extent, decision.why(reading)));
    }

    private void logUnchanged(StoredFingerprint earlier, MergeCounts counts) {
      context.progress(counts.unchanged(), counts.unchanged());
      context.log(
          LogLevel.INFO,
          "%s: unchanged since the full read at %s by %s; statistics refreshed"
              .formatted(
                  database, earlier.readAt().truncatedTo(ChronoUnit.SECONDS), earlier.runName()));
    }

    private MergeScope scope(ReadResult result) {
      return new MergeScope(
          job.connectionQualifiedName(),
          database,
          job.workflow(),
          context.run().name(),
          result.reading().excludedSchemas(),
          result.reading().excludedRelations(),
          result.typesNotRead());
    }

    private ScopeOutcome outcome(ReadResult result, MergeCounts counts, MergeRules rules) {
      context.progress(result.assets(), result.assets());
      result.log(new RunMonitor(context));
      ArchiveReport report = new ArchiveReport(rules, counts.held());
      report.log(context, database);
      List<String> warnings = new ArrayList<>(result.reading().warnings());
      warnings.addAll(result.unmatchedEntries());
      warnings.addAll(report.warnings());
      return new ScopeOutcome(
          counts.created(),
          counts.changed() + counts.restored(),
          rules.dryRun() ? counts.held().candidates() : counts.archived(),
          counts.unchanged(),
          warnings,
          result.reading().notices());
    }
  }

  @Override
  public void conclude(RunContext context, List<RunScope> scopes) {
    archiveDatabases.archive(context, scopes, isPreview(context));
    if (!isPreview(context)) {
      publishCrawl.publish(context, scopes);
    }
  }
}
