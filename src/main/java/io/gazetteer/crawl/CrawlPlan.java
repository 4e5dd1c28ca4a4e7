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
import java.util.Optional;

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
    Optional<String> named = job.target().database();
    List<String> chosen = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (DatabaseListing listing : listings) {
      boolean isNamed = named.filter(listing.name()::equals).isPresent();
      boolean wanted =
          isNamed
              || listing.included()
              || (named.isEmpty() && job.selection().include().isEmpty() && !listing.template());
      if (!wanted || listing.excluded()) {
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
