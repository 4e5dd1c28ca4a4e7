package io.gazetteer.crawl;

import io.gazetteer.asset.ArchiveVanishedDatabases;
import io.gazetteer.asset.MergeCounts;
import io.gazetteer.asset.MergeRules;
import io.gazetteer.common.AppException;
import io.gazetteer.common.CommonError;
import io.gazetteer.run.LogLevel;
import io.gazetteer.run.RunContext;
import io.gazetteer.run.RunScope;
import io.gazetteer.run.ScopeState;
import io.gazetteer.source.DatabaseListing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Archives what belongs to databases that the server no longer lists, and where the workflow asks
 * for it to those that its filters leave out. Only after a scope was read, which proves that the
 * server answers; where the listing cannot be had nothing is concluded from that.
 */
@ApplicationScoped
class ArchiveDatabases {

  private static final String WHAT = "Databases as a whole";

  @Inject PrepareCrawl prepare;
  @Inject CrawlRules crawlRules;
  @Inject ArchiveVanishedDatabases archiveVanishedDatabases;

  void archive(RunContext context, List<RunScope> scopes, boolean dryRun) {
    boolean anyRead =
        scopes.stream()
            .map(RunScope::state)
            .anyMatch(state -> state == ScopeState.COMPLETE || state == ScopeState.DEGRADED);
    if (!anyRead) {
      return;
    }
    try {
      CrawlJob job = prepare.job(context.run());
      CrawlPlan plan = new CrawlPlan(job, context);
      List<DatabaseListing> listings = plan.listings();
      FilterReport.ofServer(job.selection(), job.origin(), listings, context)
          .forEach(context::warn);
      if (!job.origin().listsEveryDatabase()) {
        return;
      }
      MergeRules rules = crawlRules.before(job, context, "", dryRun);
      MergeCounts counts =
          archiveVanishedDatabases.archive(
              job.connectionQualifiedName(),
              new ArchiveVanishedDatabases.Listed(
                  listings.stream().map(DatabaseListing::name).toList(), plan.leftOut(listings)),
              job.workflow(),
              context.run().name(),
              rules);
      tell(context, counts, new ArchiveReport(rules, counts.held()));
    } catch (AppException failure) {
      if (failure.code() == CommonError.STORE_UNAVAILABLE) {
        throw failure;
      }
      // What the source says after the run was stopped says nothing about its databases.
      context.throwIfCancelled();
      context.log(
          LogLevel.WARN,
          "Cannot determine whether databases were dropped: " + failure.getMessage());
    }
  }

  private static void tell(RunContext context, MergeCounts counts, ArchiveReport report) {
    report.tell(context, WHAT);
    report.warnings().forEach(warning -> context.log(LogLevel.WARN, WHAT + ": " + warning));
    if (counts.archived() > 0) {
      context.log(
          LogLevel.INFO,
          counts.archived()
              + " assets were archived with databases that the server no longer has or the filters"
              + " leave out");
    }
  }
}
