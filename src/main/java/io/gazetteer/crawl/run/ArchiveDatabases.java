package io.gazetteer.crawl.run;

import io.gazetteer.asset.ArchiveVanishedDatabases;
import io.gazetteer.asset.MergeCounts;
import io.gazetteer.asset.MergeRules;
import io.gazetteer.common.AppException;
import io.gazetteer.common.CommonError;
import io.gazetteer.crawl.read.OriginDatabases;
import io.gazetteer.run.LogLevel;
import io.gazetteer.run.RunContext;
import io.gazetteer.run.RunScope;
import io.gazetteer.run.ScopeState;
import io.gazetteer.source.DatabaseListing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Archives the assets of databases that the server no longer lists, and if the workflow requests it
 * of those that its filters exclude. Only after a scope was read, which proves that the server
 * responds; a listing that fails proves nothing.
 */
@ApplicationScoped
class ArchiveDatabases {

  private static final String WHAT = "Whole databases";

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
      OriginDatabases databases = job.databases(context);
      List<DatabaseListing> listings = databases.listings();
      databases.unmatchedEntries(listings).forEach(context::warn);
      if (!job.origin().listsEveryDatabase()) {
        return;
      }
      MergeRules rules = crawlRules.before(job, context, "", dryRun);
      MergeCounts counts =
          archiveVanishedDatabases.archive(
              job.connectionQualifiedName(),
              new ArchiveVanishedDatabases.Listed(
                  listings.stream().map(DatabaseListing::name).toList(),
                  databases.excluded(listings)),
              job.workflow(),
              context.run().name(),
              rules);
      log(context, counts, new ArchiveReport(rules, counts.held()));
    } catch (AppException failure) {
      if (failure.code() == CommonError.STORE_UNAVAILABLE) {
        throw failure;
      }
      // After a stop, an error of the source says nothing about its databases.
      context.throwIfCancelled();
      context.log(
          LogLevel.WARN,
          "Cannot determine whether databases were dropped: " + failure.getMessage());
    }
  }

  private static void log(RunContext context, MergeCounts counts, ArchiveReport report) {
    report.log(context, WHAT);
    report.warnings().forEach(warning -> context.log(LogLevel.WARN, WHAT + ": " + warning));
    if (counts.archived() > 0) {
      context.log(
          LogLevel.INFO,
          counts.archived()
              + " assets were archived with databases that the server no longer has or the filters"
              + " exclude");
    }
  }
}
