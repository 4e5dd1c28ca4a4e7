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
    Server server = new Server(target, source, selection, Deadline.in(settings.listingLimit()));
    AppException last = null;
    for (String first : signInDatabases.of(target, source)) {
      try {
        return list(server, wanted, first);
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

  /** A server whose databases are listed, until when. */
  private record Server(
      ConnectionTarget target, Source source, Selection selection, Deadline deadline) {

    DatabaseTree tree(
        DatabaseListing listing, Optional<List<SchemaListing>> schemas, Optional<String> fault) {
      return new DatabaseTree(
          listing.name(),
          selection.wants(listing, target.database()),
          listing.connectable(),
          schemas,
          fault);
    }

    /** With the schemas that a connection to the database shows. */
    DatabaseTree tree(DatabaseListing listing, Connection connection) throws SQLException {
      List<SchemaListing> schemas =
          source
              .capability(InspectsDatabases.class)
              .orElseThrow(
                  () ->
                      new AppException(
                          SourceError.SOURCE_NOT_SUPPORTED,
                          "Connector %s cannot list schemas".formatted(source.connectorName())))
              .schemas(connection, selection);
      return tree(listing, Optional.of(schemas), Optional.empty());
    }

    DatabaseTree failed(DatabaseListing listing, AppException fault) {
      return tree(listing, Optional.empty(), Optional.of(fault.getMessage()));
    }

    AppException fault(SQLException failure, String database) {
      return SourceFailures.of(
          failure, target.server(), database, target.signIn().username(), "listing schemas");
    }
  }

  private List<DatabaseTree> list(Server server, Predicate<String> inside, String first) {
    List<DatabaseTree> found = new ArrayList<>();
    List<DatabaseListing> later = new ArrayList<>();
    try (Connection connection = open(server, first)) {
      for (DatabaseListing listing : server.source.databases(connection, server.selection)) {
        boolean named = server.target.database().filter(listing.name()::equals).isPresent();
        boolean offered = named || !listing.template();
        if (offered && listing.name().equals(first) && inside.test(first)) {
          found.add(server.tree(listing, connection));
        } else if (offered) {
          later.add(listing);
        }
      }
    } catch (SQLException failure) {
      throw server.fault(failure, first);
    }
    for (DatabaseListing listing : later) {
      found.add(
          inside.test(listing.name())
              ? opened(server, listing)
              : server.tree(listing, Optional.empty(), Optional.empty()));
    }
    found.sort((one, other) -> one.name().compareTo(other.name()));
    return found;
  }

  private DatabaseTree opened(Server server, DatabaseListing listing) {
    if (server.deadline.left().compareTo(LEAST) < 0) {
      return server.failed(listing, late());
    }
    try (Connection connection = open(server, listing.name())) {
      return server.tree(listing, connection);
    } catch (SQLException failure) {
      return server.failed(listing, server.fault(failure, listing.name()));
    } catch (AppException fault) {
      return server.failed(listing, fault);
    }
  }

  private AppException late() {
    return new AppException(
        SourceError.SOURCE_TIMEOUT,
        "Not listed: the listing of all databases took longer than "
            + settings.listingLimit().toMillis()
            + " ms (gazetteer.preflight.listing-limit). Filter by databases,"
            + " or list this one alone");
  }

  private Connection open(Server server, String database) {
    Duration remaining = server.deadline.left();
    Duration left = remaining.compareTo(LEAST) < 0 ? LEAST : remaining;
    Duration patience = left.compareTo(settings.limit()) < 0 ? left : settings.limit();
    return openConnection.open(
        server.target,
        database,
        new OpenConnection.Patience(patience, patience),
        new ConnectionAttempt());
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
}
