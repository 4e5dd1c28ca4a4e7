package io.gazetteer.crawl;

import io.gazetteer.asset.FigureStage;
import io.gazetteer.asset.MergeCounts;
import io.gazetteer.asset.MergeRules;
import io.gazetteer.asset.MergeScope;
import io.gazetteer.asset.Stage;
import io.gazetteer.asset.Staging;
import io.gazetteer.asset.fingerprint.StoredFingerprint;
import io.gazetteer.asset.load.StageTarget;
import io.gazetteer.crawl.origin.OpenDatabase;
import io.gazetteer.model.AssetKind;
import io.gazetteer.model.Kinds;
import io.gazetteer.run.LogLevel;
import io.gazetteer.run.PlannedScope;
import io.gazetteer.run.RunContext;
import io.gazetteer.run.RunHandler;
import io.gazetteer.run.RunScope;
import io.gazetteer.run.ScopeOutcome;
import io.gazetteer.source.Damage;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.Fingerprint;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.Reading;
import io.gazetteer.source.UnchangedSink;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The kind of run that crawls: one scope per database, each read, staged and merged as a whole. A
 * preview reads the same and rolls its merge back: its counts and log say what a crawl would do.
 */
@ApplicationScoped
public class CrawlHandler implements RunHandler {

  /** The kind under which runs ask for this handler. */
  public static final String KIND = "crawl";

  @Inject PrepareCrawl prepare;
  @Inject Staging staging;
  @Inject ArchiveDatabases archiveDatabases;
  @Inject CrawlRules crawlRules;
  @Inject FullReads fullReads;
  @Inject PublishCrawl publishCrawl;

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<PlannedScope> plan(RunContext context) {
    CrawlJob job = prepare.job(context.run());
    CrawlPlan crawlPlan = new CrawlPlan(job, context);
    if (isPreview(context)) {
      return crawlPlan.choose(crawlPlan.listings());
    }
    prepare.showConnection(job, context.run());
    List<DatabaseListing> listings = crawlPlan.listings();
    List<PlannedScope> plan = crawlPlan.choose(listings);
    publishCrawl.begin(job, context, listings);
    return plan;
  }

  @Override
  public ScopeOutcome execute(RunContext context, String database) {
    return crawl(context, database, isPreview(context));
  }

  private static boolean isPreview(RunContext context) {
    return context.run().options().preview();
  }

  /** Reads a database and merges it, or on a dry run finds out what that would do. */
  // The watch is there to be closed; nobody calls it.
  @SuppressWarnings("try")
  private ScopeOutcome crawl(RunContext context, String database, boolean dryRun) {
    CrawlJob job = prepare.job(context.run());
    MergeRules rules = crawlRules.before(job, context, database, dryRun);
    FullReads.Decision decision = fullReads.decide(job, context.run(), database, rules);
    try (OpenDatabase opened = new CrawlPlan(job, context).open(database);
        RunContext.Watch watch = context.watch(opened::cancel)) {
      if (decision.earlier().isPresent()) {
        Optional<ScopeOutcome> outcome = read(context, job, database, opened, rules, decision);
        if (outcome.isPresent()) {
          return outcome.get();
        }
        rules = crawlRules.before(job, context, database, dryRun);
        decision = FullReads.OVERTAKEN;
      }
      return read(context, job, database, opened, rules, decision).orElseThrow();
    }
  }

  /** Empty when the database is unchanged, and the catalogue is not as the earlier run left it. */
  private Optional<ScopeOutcome> read(
      RunContext context,
      CrawlJob job,
      String database,
      OpenDatabase opened,
      MergeRules rules,
      FullReads.Decision decision) {
    Optional<StoredFingerprint> earlier = decision.earlier();
    try (Stage stage = staging.open(target(job, database, rules));
        FigureStage figures = staging.openFigures();
        PublishCrawl.Kept kept = publishCrawl.keep(job, context, database, rules.dryRun())) {
      long known = earlier.isPresent() ? earlier.get().assets() : stage.known();
      if (known == 0) {
        known = opened.count();
      }
      context.progress(0, known);
      AssetWriter writer =
          new AssetWriter(kept.assets(stage::write), context, job, database, known);
      UnchangedSink unchanged = writer.unchanged(stage::keep, figures);
      Reading read = opened.read(mode(earlier, unchanged), kept.rows(writer));
      context.throwIfCancelled();
      FilterReport filters = new FilterReport(job.selection(), database, opened.filterMatch());
      Reading reading =
          read.withWarnings(filters.nothingSelected(read, writer.schemas(), writer.relations()));
      MergeScope scope = scope(job, context, opened.typesNotRead(), database, reading);
      if (reading.recognition().unchanged()) {
        Optional<MergeCounts> counts =
            figures.refresh(
                FullReads.recognised(scope, reading, earlier, rules),
                earlier.orElseThrow(),
                rules.fence());
        counts.ifPresent(found -> tellUnchanged(context, database, earlier.orElseThrow(), found));
        return counts.map(
            found -> new ScopeOutcome(0, 0, 0, found.unchanged(), filters.unmatchedEntries()));
      }
      Optional<StoredFingerprint> basis = earlier.filter(found -> isPart(reading));
      context.log(
          LogLevel.INFO,
          "%s: read %s, because %s"
              .formatted(database, basis.isPresent() ? "in part" : "fully", decision.why(reading)));
      Optional<MergeCounts> merged =
          merge(stage, figures, FullReads.recognised(scope, reading, basis, rules), rules, basis);
      if (merged.isEmpty()) {
        return Optional.empty();
      }
      MergeCounts counts = merged.get();
      context.progress(writer.written(), writer.written());
      if (opened.typesNotRead().isEmpty()) {
        kept.finish(reading);
      }
      tell(context, database, writer.schemas(), reading);
      filters.log(context);
      ArchiveReport report = new ArchiveReport(rules, counts.held());
      report.tell(context, database);
      return Optional.of(
          new ScopeOutcome(
              counts.created(),
              counts.changed() + counts.restored(),
              rules.dryRun() ? counts.held().candidates() : counts.archived(),
              counts.unchanged(),
              warnings(reading, report, filters),
              reading.notices()));
    }
  }

  private static ReadMode mode(Optional<StoredFingerprint> earlier, UnchangedSink unchanged) {
    return earlier.isEmpty()
        ? ReadMode.FULL
        : new ReadMode.Changes(new Fingerprint(earlier.get().fingerprint()), unchanged);
  }

  private static boolean isPart(Reading reading) {
    return reading.recognition().extent() == Reading.Extent.PART;
  }

  /** Empty when what a part rests on is gone from the catalogue. */
  private static Optional<MergeCounts> merge(
      Stage stage,
      FigureStage figures,
      MergeScope scope,
      MergeRules rules,
      Optional<StoredFingerprint> basis) {
    if (basis.isEmpty()) {
      return Optional.of(stage.merge(scope, rules));
    }
    figures.refreshKept(scope, rules.fence());
    return stage.mergePart(scope, rules, basis.get());
  }

  private static StageTarget target(CrawlJob job, String database, MergeRules rules) {
    return new StageTarget(job.connectionQualifiedName(), database, job.workflow(), rules.dryRun());
  }

  private static void tellUnchanged(
      RunContext context, String database, StoredFingerprint earlier, MergeCounts counts) {
    context.progress(counts.unchanged(), counts.unchanged());
    context.log(
        LogLevel.INFO,
        "%s: unchanged since it was read fully at %s by %s; figures refreshed"
            .formatted(
                database, earlier.readAt().truncatedTo(ChronoUnit.SECONDS), earlier.runName()));
  }

  private static List<String> warnings(
      Reading reading, ArchiveReport report, FilterReport filters) {
    List<String> warnings = new ArrayList<>(reading.warnings());
    warnings.addAll(filters.unmatchedEntries());
    warnings.addAll(report.warnings());
    return warnings;
  }

  private static MergeScope scope(
      CrawlJob job,
      RunContext context,
      Set<String> typesNotRead,
      String database,
      Reading reading) {
    Set<String> types = new HashSet<>(typesNotRead);
    String connector = job.source().connectorName();
    reading.kindsNotRead().forEach(kind -> types.add(kind.typeName(connector)));
    reading.damage().objects().forEach(kind -> types.add(kind.typeName(connector)));
    reading.damage().levels().stream()
        .flatMap(level -> kinds(level).stream())
        .forEach(kind -> types.add(kind.typeName()));
    return new MergeScope(
        job.connectionQualifiedName(),
        database,
        job.workflow(),
        context.run().name(),
        reading.schemasLeftOut(),
        reading.relationsLeftOut(),
        types);
  }

  private static List<AssetKind> kinds(Damage.Level level) {
    return switch (level) {
      case SCHEMA -> List.of(Kinds.SCHEMA);
      case RELATION -> Kinds.RELATIONS;
      case COLUMN -> List.of(Kinds.COLUMN);
      case ROUTINE -> Kinds.ROUTINES;
    };
  }

  /** Puts into the log what a read left out, and what it could not read. */
  static void tell(RunContext context, String database, long schemas, Reading reading) {
    int leftOut = reading.schemasLeftOut().size();
    for (Reading.ExtensionPart part : reading.extensionParts()) {
      leftOut -= part.schemas().size();
      context.log(LogLevel.INFO, "%s: %s".formatted(database, words(part)));
    }
    if (leftOut > 0) {
      context.log(
          LogLevel.INFO,
          "%s: %d %s left out by the filters"
              .formatted(database, leftOut, leftOut == 1 ? "schema is" : "schemas are"));
    }
    // Where the filters select none of those that are there, a warning says which of them.
    if (schemas == 0 && reading.schemasLeftOut().isEmpty()) {
      context.log(LogLevel.WARN, database + " has no schemas of its own");
    }
    reading.warnings().forEach(warning -> context.log(LogLevel.WARN, database + ": " + warning));
    reading.notices().forEach(notice -> context.log(LogLevel.WARN, database + ": " + notice));
  }

  private static String words(Reading.ExtensionPart part) {
    return "left out are %d tables and views in schemas that extension %s made for itself (%s); name one in the include filter, or set extension-schemas to true, to read them"
        .formatted(part.relations(), part.extension(), String.join(", ", part.schemas()));
  }

  @Override
  public void conclude(RunContext context, List<RunScope> scopes) {
    archiveDatabases.archive(context, scopes, isPreview(context));
    if (!isPreview(context)) {
      publishCrawl.publish(context, scopes);
    }
  }
}
