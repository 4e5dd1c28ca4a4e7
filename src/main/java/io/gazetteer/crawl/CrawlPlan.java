package io.gazetteer.crawl;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.run.LogLevel;
import io.gazetteer.run.PlannedScope;
import io.gazetteer.run.RunContext;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.SourceFault;
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
      throw new AppException(
          CrawlError.NOTHING_SELECTED,
          "The filters leave no database of "
              + job.target().server()
              + " to crawl. Name a database, or widen the include filter or narrow the exclude filter");
    }
    return chosen.stream().map(name -> new PlannedScope(name, 0)).toList();
  }

  /** Databases that exist and that the filters do not choose, whether or not they are open. */
  List<String> leftOut(List<DatabaseListing> listings) {
    return listings.stream()
        .filter(listing -> !isWanted(listing))
        .map(DatabaseListing::name)
        .toList();
  }

  private boolean isWanted(DatabaseListing listing) {
    boolean everything = job.target().database().isEmpty() && job.selection().include().isEmpty();
    boolean wanted = isNamed(listing) || listing.included() || (everything && !listing.template());
    return wanted && !listing.excluded();
  }

  private boolean isNamed(DatabaseListing listing) {
    return job.target().database().filter(listing.name()::equals).isPresent();
  }

  private void tellRefused(List<String> refused) {
    ConnectionTarget target = job.target();
    for (String database : refused) {
      context.log(
          LogLevel.WARN,
          "Database %s is left out: the user may not connect to it. GRANT CONNECT ON DATABASE %s TO %s"
              .formatted(
                  database,
                  SourceFault.quoted(database),
                  SourceFault.quoted(target.signIn().username())));
    }
  }
}
