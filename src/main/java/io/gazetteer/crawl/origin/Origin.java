package io.gazetteer.crawl.origin;

import io.gazetteer.source.DatabaseListing;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where the rows of a run come from, with the filters that hold for it. For one thread at a time;
 * holds nothing open.
 */
public interface Origin {

  /** In words for people, for example {@code db.example.org:5432}; holds no secret. */
  String name();

  /** Host and port to show with the connection; empty where they are not known. */
  Optional<Address> address();

  /** The one database that is asked for by name; empty = those that the filters let by. */
  Optional<String> database();

  /**
   * Whether {@link #databases} tells every database of the server, so that one that is missing from
   * it is gone. False keeps assets of databases that are not listed.
   */
  boolean listsEveryDatabase();

  /**
   * The databases, with what the filters say of each, in the order of their names.
   *
   * @throws io.gazetteer.common.AppException when the listing cannot be had; never an empty list
   *     instead
   */
  List<DatabaseListing> databases();

  /**
   * Makes a call of {@link #databases}, {@link #matching} or {@link #open} that goes on fail soon.
   * The one method to be called from another thread, at any time and repeatedly; it never throws.
   */
  default void cancel() {}

  /**
   * Those expressions of the filters that match the name of any database, a template or a closed
   * one too. All are compared at once, as a server is asked over one connection.
   *
   * @throws io.gazetteer.common.AppException when the databases cannot be listed
   */
  Set<String> matching(Collection<String> expressions);

  /** Why a listed database cannot be read, and what helps; to follow "is left out: ". */
  String whyClosed(String database);

  /** Why everything is read each time, to follow "because"; empty where that is not so. */
  Optional<String> whyReadFully();

  /**
   * Begins to read a database.
   *
   * @throws io.gazetteer.common.AppException when it cannot be read
   */
  OpenDatabase open(String database);

  /** Host and port. */
  record Address(String host, int port) {}
}
