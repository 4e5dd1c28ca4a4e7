package io.gazetteer.crawl.read;

import io.gazetteer.common.AppException;
import io.gazetteer.crawl.CrawlError;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.Selection;
import java.util.ArrayList;
import java.util.List;

/**
 * The databases of an origin: lists them, chooses those to read, and opens one. Chosen are the
 * database that the connection names and those that include rules name; if neither names one, every
 * database that the role may connect to and the rules allow. An exclude rule always wins.
 */
public record OriginDatabases(Origin origin, Selection selection, ReadMonitor monitor) {

  /**
   * Lists the databases; can be cancelled.
   *
   * @throws AppException when they cannot be listed
   */
  public List<DatabaseListing> listings() {
    return monitor.cancellable(origin::cancel, origin::databases);
  }

  /**
   * Opens a database to read it; can be cancelled.
   *
   * @throws AppException when it cannot be opened
   */
  public OpenDatabase open(String database) {
    return monitor.cancellable(origin::cancel, () -> origin.open(database));
  }

  /**
   * Chooses the databases to read, and logs which of them it skips because they are closed.
   *
   * @return names, never empty
   * @throws AppException NOTHING_SELECTED when there is none
   */
  public List<String> choose(List<DatabaseListing> listings) {
    List<String> chosen = new ArrayList<>();
    for (DatabaseListing listing : listings) {
      if (!isWanted(listing)) {
        continue;
      }
      // A named database that is closed must fail; if none is named, the open ones are meant.
      if (listing.connectable() || isNamed(listing) || listing.included()) {
        chosen.add(listing.name());
      } else {
        monitor.warning(
            "Database %s is skipped: %s"
                .formatted(listing.name(), origin.whyClosed(listing.name())));
      }
    }
    if (chosen.isEmpty()) {
      throw new AppException(CrawlError.NOTHING_SELECTED, nothing(listings));
    }
    return chosen;
  }

  private String nothing(List<DatabaseListing> listings) {
    boolean excluded =
        listings.stream()
            .filter(DatabaseListing::excluded)
            .anyMatch(each -> isNamed(each) || each.included() || selection.include().isEmpty());
    String why =
        excluded
            ? "the exclude filter excludes every one that would be crawled. Narrow it"
            : String.join("; ", unmatchedEntries(listings));
    return "The filters select no database of "
        + origin.name()
        + (why.isEmpty() ? ". Name a database, or widen the include filter" : ": " + why);
  }

  /** Names of existing databases that the filters do not choose, closed ones included. */
  public List<String> excluded(List<DatabaseListing> listings) {
    return listings.stream()
        .filter(listing -> !isWanted(listing))
        .map(DatabaseListing::name)
        .toList();
  }

  /**
   * Checks which filter entries match no database. Those of the exclude filter are logged.
   *
   * @return warnings of entries of the include filter
   */
  public List<String> unmatchedEntries(List<DatabaseListing> listings) {
    return FilterReport.ofServer(selection, origin, listings, monitor);
  }

  private boolean isWanted(DatabaseListing listing) {
    return selection.wants(listing, origin.database());
  }

  private boolean isNamed(DatabaseListing listing) {
    return origin.database().filter(listing.name()::equals).isPresent();
  }
}
