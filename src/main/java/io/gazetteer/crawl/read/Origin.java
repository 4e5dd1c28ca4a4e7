package io.gazetteer.crawl.read;

import io.gazetteer.source.DatabaseListing;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where rows come from, a server or files, with the filters that apply. For one thread at a time;
 * keeps nothing open.
 */
public interface Origin {

  /** A description for people, for example {@code db.example.org:5432}; contains no secret. */
  String name();

  /** Host and port to show with the connection; empty if unknown. */
  Optional<Address> address();

  /** The one database that the connection names; empty = those that the filters select. */
  default Optional<String> database() {
    return Optional.empty();
  }

  /**
   * Whether {@link #databases} lists every database of the server, so that one that is missing from
   * it no longer exists. False keeps the assets of databases that are not listed.
   */
  boolean listsEveryDatabase();

  /**
   * Lists the databases by name, with what the filters say of each.
   *
   * @throws io.gazetteer.common.AppException when they cannot be listed; never an empty list
   *     instead
   */
  List<DatabaseListing> databases();

  /**
   * Makes a running call of {@link #databases}, {@link #matching} or {@link #open} fail soon. The
   * only method that other threads may call, at any time and repeatedly; it never throws.
   */
  default void cancel() {}

  /**
   * Returns the expressions that match the name of any database, including templates and closed
   * ones. All are compared over one connection.
   *
   * @throws io.gazetteer.common.AppException when the databases cannot be listed
   */
  Set<String> matching(Collection<String> expressions);

  /** Why a listed database cannot be read, and what to do; follows "is skipped: ". */
  String whyClosed(String database);

  /** Why everything must be read each time, to follow "because"; empty if it need not. */
  default Optional<String> whyReadFully() {
    return Optional.of("it comes from files");
  }

  /**
   * Opens a database.
   *
   * @throws io.gazetteer.common.AppException when it cannot be read
   */
  OpenDatabase open(String database);

  record Address(String host, int port) {}
}
