package io.gazetteer.connection.preflight;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionAttempt;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.OpenConnection;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.InspectsDatabases;
import io.gazetteer.source.SchemaListing;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Source;
import io.gazetteer.source.SourceError;
import io.gazetteer.source.SourceFailures;
import io.gazetteer.source.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Lists databases and schemas of a server for selection. Changes nothing, and holds one connection
 * at a time. Does not check access: its callers have done so.
 */
@ApplicationScoped
public class ListSchemas {

  /** With less time left, no database is opened. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  @Inject OpenConnection openConnection;
  @Inject Sources sources;
  @Inject PreflightSettings settings;
  @Inject SignInDatabases signInDatabases;

  /**
   * Returns the databases of a server with their schemas, both sorted by name, without templates
   * unless named.
   *
   * @param selection marks some of them as selected
   * @param inside databases whose schemas are listed; empty = the database of the connection, or
   *     else all
   * @throws AppException with a SourceError if the databases cannot be listed; errors inside one
   *     are reported with it
   */
  public List<DatabaseTree> list(
      ConnectionTarget target, Selection selection, Optional<Predicate<String>> inside) {
    Predicate<String> wanted =
        inside.orElse(name -> target.database().map(name::equals).orElse(true));
    Source source = sources.named(target.connectorName());
    Deadline deadline = Deadline.in(settings.listingLimit());
    List<String> candidates = signInDatabases.of(target, source);
    AppException last = null;
    for (String first : candidates) {
      try {
        return list(target, source, selection, wanted, first, deadline);
      } catch (AppException fault) {
        if (fault.code() != SourceError.SOURCE_DATABASE_NOT_FOUND
            && fault.code() != SourceError.SOURCE_CONNECT_DENIED) {
          throw fault;
        }
        last = fault;
      }
    }
    if (last == null) {
      throw new AppException(
          SourceError.SOURCE_DATABASE_NOT_FOUND,
          "Name a database: this kind of server does not list its databases");
    }
    throw last;
  }

  private List<DatabaseTree> list(
      ConnectionTarget target,
      Source source,
      Selection selection,
      Predicate<String> inside,
      String first,
      Deadline deadline) {
    List<DatabaseTree> found = new ArrayList<>();
    List<DatabaseListing> later = new ArrayList<>();
    try (Connection connection = open(target, first, deadline)) {
      for (DatabaseListing listing : source.databases(connection, selection)) {
        boolean named = target.database().filter(listing.name()::equals).isPresent();
        boolean offered = named || !listing.template();
        if (offered && listing.name().equals(first) && inside.test(first)) {
          found.add(
              tree(
                  target, listing, selection, Optional.of(schemas(source, connection, selection))));
        } else if (offered) {
          later.add(listing);
        }
      }
    } catch (SQLException failure) {
      throw fault(failure, target, first);
    }
    for (DatabaseListing listing : later) {
      found.add(
          inside.test(listing.name())
              ? opened(target, source, selection, listing, deadline)
              : tree(target, listing, selection, Optional.empty()));
    }
    found.sort((one, other) -> one.name().compareTo(other.name()));
    return found;
  }

  private DatabaseTree opened(
      ConnectionTarget target,
      Source source,
      Selection selection,
      DatabaseListing listing,
      Deadline deadline) {
    if (deadline.left().compareTo(LEAST) < 0) {
      return failed(target, selection, listing, late());
    }
    try (Connection connection = open(target, listing.name(), deadline)) {
      return tree(target, listing, selection, Optional.of(schemas(source, connection, selection)));
    } catch (SQLException failure) {
      return failed(target, selection, listing, fault(failure, target, listing.name()));
    } catch (AppException fault) {
      return failed(target, selection, listing, fault);
    }
  }

  private static List<SchemaListing> schemas(
      Source source, Connection connection, Selection selection) throws SQLException {
    return source
        .capability(InspectsDatabases.class)
        .orElseThrow(
            () ->
                new AppException(
                    SourceError.SOURCE_NOT_SUPPORTED,
                    "Connector %s cannot list schemas".formatted(source.connectorName())))
        .schemas(connection, selection);
  }

  private static DatabaseTree tree(
      ConnectionTarget target,
      DatabaseListing listing,
      Selection selection,
      Optional<List<SchemaListing>> schemas) {
    return new DatabaseTree(
        listing.name(),
        selection.wants(listing, target.database()),
        listing.connectable(),
        schemas,
        Optional.empty());
  }

  private static DatabaseTree failed(
      ConnectionTarget target, Selection selection, DatabaseListing listing, AppException fault) {
    return new DatabaseTree(
        listing.name(),
        selection.wants(listing, target.database()),
        listing.connectable(),
        Optional.empty(),
        Optional.of(fault.getMessage()));
  }

  private AppException late() {
    return new AppException(
        SourceError.SOURCE_TIMEOUT,
        "Not listed: the listing of all databases took longer than "
            + settings.listingLimit().toMillis()
            + " ms (gazetteer.preflight.listing-limit). Filter by databases,"
            + " or list this one alone");
  }

  private Connection open(ConnectionTarget target, String database, Deadline deadline) {
    Duration left = deadline.left().compareTo(LEAST) < 0 ? LEAST : deadline.left();
    Duration patience = left.compareTo(settings.limit()) < 0 ? left : settings.limit();
    return openConnection.open(
        target, database, new OpenConnection.Patience(patience, patience), new ConnectionAttempt());
  }

  /** The time at which a whole listing must be finished. */
  private record Deadline(long nanos) {

    static Deadline in(Duration time) {
      return new Deadline(System.nanoTime() + time.toNanos());
    }

    Duration left() {
      return Duration.ofNanos(nanos - System.nanoTime());
    }
  }

  private static AppException fault(
      SQLException failure, ConnectionTarget target, String database) {
    return SourceFailures.of(
        failure, target.server(), database, target.signIn().username(), "listing schemas");
  }
}
