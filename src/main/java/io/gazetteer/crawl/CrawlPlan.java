package io.gazetteer.crawl;

import io.gazetteer.common.AppException;
import io.gazetteer.crawl.origin.OpenDatabase;
import io.gazetteer.run.LogLevel;
import io.gazetteer.run.PlannedScope;
import io.gazetteer.run.RunContext;
import io.gazetteer.source.DatabaseListing;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the databases of a run. The one that the connection names is crawled, and each that an
 * include rule names; with none named, every database that the user may connect to and that the
 * rules let by. An exclude rule always wins.
 */
final class CrawlPlan {

  private final CrawlJob job;
  private final RunContext context;

  CrawlPlan(CrawlJob job, RunContext context) {
    this.job = job;
    this.context = context;
  }

  /**
   * The databases of the job's origin. A run that is stopped meanwhile does not wait for them.
   *
   * @throws AppException when they cannot be listed
   */
  // The watch is there to be closed; nobody calls it.
  @SuppressWarnings("try")
  List<DatabaseListing> listings() {
    try (RunContext.Watch watch = context.watch(job.origin()::cancel)) {
      return job.origin().databases();
    }
  }

  /**
   * Begins to read a database of the job's origin. A run that is stopped meanwhile does not wait.
   *
   * @throws AppException when it cannot be read
   */
  // The watch is there to be closed; nobody calls it.
  @SuppressWarnings("try")
  OpenDatabase open(String database) {
    try (RunContext.Watch watch = context.watch(job.origin()::cancel)) {
      return job.origin().open(database);
    }
  }

  List<PlannedScope> choose(List<DatabaseListing> listings) {
    List<String> chosen = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (DatabaseListing listing : listings) {
      boolean isNamed = isNamed(listing);
      if (!isWanted(listing)) {
        continue;
      }
      // Who names a database wants to hear that it is closed; who names none wants the open ones.
      if (listing.connectable() || isNamed || listing.included()) {
        chosen.add(listing.name());
      } else {
        refused.add(listing.name());
      }
    }
    tellRefused(refused);
    if (chosen.isEmpty()) {
      throw new AppException(CrawlError.NOTHING_SELECTED, nothing(listings));
    }
    return chosen.stream().map(name -> new PlannedScope(name, 0)).toList();
  }

  private String nothing(List<DatabaseListing> listings) {
    boolean excluded =
        listings.stream()
            .filter(DatabaseListing::excluded)
            .anyMatch(
                each -> isNamed(each) || each.included() || job.selection().include().isEmpty());
    String why =
        excluded
            ? "the exclude filter excludes every one that would be crawled. Narrow it"
            : String.join(
                "; ", FilterReport.ofServer(job.selection(), job.origin(), listings, context));
    return "The filters select no database of "
        + job.origin().name()
        + (why.isEmpty() ? ". Name a database, or widen the include filter" : ": " + why);
  }

  /** Databases that exist and that the filters do not choose, whether or not they are open. */
  List<String> leftOut(List<DatabaseListing> listings) {
    return listings.stream()
        .filter(listing -> !isWanted(listing))
        .map(DatabaseListing::name)
        .toList();
  }

  private boolean isWanted(DatabaseListing listing) {
    return job.selection().wants(listing, job.origin().database());
  }

  private boolean isNamed(DatabaseListing listing) {
    return job.origin().database().filter(listing.name()::equals).isPresent();
  }

  private void tellRefused(List<String> refused) {
    for (String database : refused) {
      context.log(
          LogLevel.WARN,
          "Database %s is left out: %s".formatted(database, job.origin().whyClosed(database)));
    }
  }
}
