package io.gazetteer.crawl;

import io.gazetteer.asset.ArchiveVanishedDatabases;
import io.gazetteer.asset.MergeCounts;
import io.gazetteer.asset.MergeRules;
import io.gazetteer.asset.MergeScope;
import io.gazetteer.asset.Stage;
import io.gazetteer.asset.Staging;
import io.gazetteer.common.AppException;
import io.gazetteer.connection.OpenConnection;
import io.gazetteer.run.LogLevel;
import io.gazetteer.run.PlannedScope;
import io.gazetteer.run.RunContext;
import io.gazetteer.run.RunHandler;
import io.gazetteer.run.RunScope;
import io.gazetteer.run.ScopeOutcome;
import io.gazetteer.run.ScopeState;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.Reading;
import io.gazetteer.source.SourceFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The kind of run that crawls: one scope a database, each read, staged and merged as a whole. */
@ApplicationScoped
public class CrawlHandler implements RunHandler {

  /** The kind under which runs ask for this handler. */
  public static final String KIND = "crawl";

  @Inject PrepareCrawl prepare;
  @Inject ListDatabases listDatabases;
  @Inject OpenConnection openConnection;
  @Inject Staging staging;
  @Inject ArchiveVanishedDatabases archiveVanishedDatabases;
  @Inject CrawlConfig config;

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public List<PlannedScope> plan(RunContext context) {
    CrawlJob job = prepare.job(context.run());
    prepare.showConnection(job, context.run());
    List<DatabaseListing> listings = listDatabases.list(job);
    return new CrawlPlan(job, context).choose(listings);
  }

  @Override
  public ScopeOutcome execute(RunContext context, String database) {
    return crawl(context, database, false);
  }

  /** Reads a database and merges it, or on a dry run finds out what that would do. */
  ScopeOutcome crawl(RunContext context, String database, boolean dryRun) {
    CrawlJob job = prepare.job(context.run());
    try (Connection connection = openConnection.open(job.target(), database);
        Stage stage = staging.open()) {
      long known = job.source().count(connection, job.selection());
      context.progress(0, known);
      AssetWriter writer = new AssetWriter(stage, context, job, database, known);
      Reading reading = job.source().read(connection, job.selection(), writer);
      context.throwIfCancelled();
      MergeCounts counts = stage.merge(scope(job, context, database, reading), rules(dryRun));
      context.progress(writer.written(), writer.written());
      tell(context, database, writer.schemas(), reading);
      return new ScopeOutcome(
          counts.created(),
          counts.changed() + counts.restored(),
          dryRun ? counts.held().candidates() : counts.archived(),
          counts.unchanged(),
          warnings(context, reading, counts.held(), dryRun));
    } catch (SQLException failure) {
      throw SourceFault.of(
          failure,
          job.target().server(),
          database,
          job.target().signIn().username(),
          "reading the catalog");
    }
  }

  private MergeRules rules(boolean dryRun) {
    return new MergeRules(config.archiveLimitPercent(), dryRun);
  }

  private List<String> warnings(
      RunContext context, Reading reading, MergeCounts.Held held, boolean dryRun) {
    held.examples()
        .forEach(
            asset ->
                context.log(LogLevel.INFO, (dryRun ? "Would archive " : "Held back ") + asset));
    if (held.candidates() == 0 || dryRun) {
      return reading.warnings();
    }
    List<String> warnings = new ArrayList<>(reading.warnings());
    warnings.add(heldBack(held));
    return warnings;
  }

  private String heldBack(MergeCounts.Held held) {
    return ("%d of the connection's %d assets are gone from the source, more than the %d %% that are archived without asking"
            + " (gazetteer.crawl.archive-limit-percent). Nothing was archived. If it is right, approve it and run again")
        .formatted(held.candidates(), held.active(), config.archiveLimitPercent());
  }

  private static MergeScope scope(
      CrawlJob job, RunContext context, String database, Reading reading) {
    return new MergeScope(
        job.connectionQualifiedName(),
        database,
        job.workflow().name(),
        context.run().name(),
        reading.schemasLeftOut(),
        reading.relationsLeftOut(),
        reading.kindsNotRead().stream()
            .map(new ObjectTypes(job.source().connectorName())::of)
            .collect(Collectors.toSet()));
  }

  private static void tell(RunContext context, String database, long schemas, Reading reading) {
    if (!reading.schemasLeftOut().isEmpty()) {
      context.log(
          LogLevel.INFO,
          "%s: %d schemas are left out by the filters"
              .formatted(database, reading.schemasLeftOut().size()));
    }
    // Nothing was selected, which is not the same as nothing being there.
    if (schemas == 0) {
      context.log(
          LogLevel.WARN,
          reading.schemasLeftOut().isEmpty()
              ? database + " has no schemas of its own"
              : database + ": the filters select none of its schemas");
    }
    reading.warnings().forEach(warning -> context.log(LogLevel.WARN, database + ": " + warning));
  }

  /**
   * Archives what belongs to databases that the server no longer lists. Only after a scope was
   * read, which proves that the server answers; where the listing cannot be had nothing is
   * concluded from that.
   */
  @Override
  public void conclude(RunContext context, List<RunScope> scopes) {
    boolean anyRead =
        scopes.stream()
            .map(RunScope::state)
            .anyMatch(state -> state == ScopeState.COMPLETE || state == ScopeState.DEGRADED);
    if (!anyRead) {
      return;
    }
    try {
      CrawlJob job = prepare.job(context.run());
      if (!job.source().listsEveryDatabase()) {
        return;
      }
      List<String> existing = listDatabases.list(job).stream().map(DatabaseListing::name).toList();
      MergeCounts counts =
          archiveVanishedDatabases.archive(
              job.connectionQualifiedName(),
              existing,
              job.workflow().name(),
              context.run().name(),
              rules(false));
      if (counts.held().candidates() > 0) {
        context.log(LogLevel.WARN, "Databases that are gone: " + heldBack(counts.held()));
      }
      if (counts.archived() > 0) {
        context.log(
            LogLevel.INFO,
            counts.archived() + " assets of databases that the server no longer has were archived");
      }
    } catch (AppException failure) {
      context.log(
          LogLevel.WARN,
          "Whether databases were dropped could not be told: " + failure.getMessage());
    }
  }
}
