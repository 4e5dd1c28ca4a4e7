package io.gazetteer.crawl.server;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.OpenConnection;
import io.gazetteer.crawl.CrawlError;
import io.gazetteer.crawl.read.OpenDatabase;
import io.gazetteer.crawl.read.Origin;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.FilterMatch;
import io.gazetteer.source.FurtherConnection;
import io.gazetteer.source.InspectsDatabases;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Source;
import io.gazetteer.source.SourceError;
import io.gazetteer.source.SourceFailures;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A server that is connected to. Its databases are listed from the one that the connection names,
 * otherwise from a maintenance database.
 */
public final class ServerOrigin implements Origin {

  private static final String READING = "reading the catalog";

  private final OpenConnection openConnection;
  private final ConnectionTarget target;
  private final Source source;
  private final Selection selection;
  private final List<String> maintenanceDatabases;
  // Stops the connection that was opened last.
  private volatile Optional<StopSource> current = Optional.empty();

  /**
   * A server with filters.
   *
   * @param maintenanceDatabases databases to list from if the target names none, in this order;
   *     empty = one must be named
   */
  public ServerOrigin(
      OpenConnection openConnection,
      ConnectionTarget target,
      Source source,
      Selection selection,
      List<String> maintenanceDatabases) {
    this.openConnection = openConnection;
    this.target = target;
    this.source = source;
    this.selection = selection;
    this.maintenanceDatabases = maintenanceDatabases;
  }

  @Override
  public String name() {
    return target.server();
  }

  @Override
  public Optional<Address> address() {
    return Optional.of(new Address(target.host(), target.port()));
  }

  @Override
  public Optional<String> database() {
    return target.database();
  }

  @Override
  public boolean listsEveryDatabase() {
    return source.listsEveryDatabase();
  }

  @Override
  public String whyClosed(String database) {
    return "the user may not connect to it. GRANT CONNECT ON DATABASE %s TO %s"
        .formatted(
            SourceFailures.quoted(database), SourceFailures.quoted(target.signIn().username()));
  }

  @Override
  public Optional<String> whyReadFully() {
    return Optional.empty();
  }

  /**
   * Lists the databases, with what the filters say of each.
   *
   * @throws AppException a {@link SourceError} when no database accepts a connection,
   *     NOTHING_SELECTED when one must be named and none is; never an empty list instead
   */
  @Override
  public List<DatabaseListing> databases() {
    return listing(connection -> source.databases(connection, selection));
  }

  @Override
  public Set<String> matching(Collection<String> expressions) {
    return listing(
        connection -> {
          Set<String> matching = new HashSet<>();
          for (String expression : expressions) {
            Selection.Rule rule = new Selection.Rule(expression, Optional.empty());
            Selection alone = new Selection(List.of(rule), List.of(), Optional.empty());
            if (source.databases(connection, alone).stream().anyMatch(DatabaseListing::included)) {
              matching.add(expression);
            }
          }
          return matching;
        });
  }

  /** Asks about the server as a whole, over one connection. */
  private interface Question<T> {
    T ask(Connection connection) throws SQLException;
  }

  /** Asks in the first database that accepts a connection. */
  private <T> T listing(Question<T> question) {
    AppException last = null;
    for (String database : target.database().map(List::of).orElse(maintenanceDatabases)) {
      try {
        return listing(database, question);
      } catch (AppException failure) {
        boolean tryNext =
            failure.code() == SourceError.SOURCE_DATABASE_NOT_FOUND
                || failure.code() == SourceError.SOURCE_CONNECT_DENIED;
        if (!tryNext) {
          throw failure;
        }
        last = failure;
      }
    }
    if (last == null) {
      throw new AppException(
          CrawlError.NOTHING_SELECTED,
          "Name the database to crawl: connector %s cannot list databases without one"
              .formatted(source.connectorName()));
    }
    throw last;
  }

  private <T> T listing(String database, Question<T> question) {
    try (Connection connection = newStop().open(openConnection, target, database)) {
      return question.ask(connection);
    } catch (SQLException failure) {
      throw fault(failure, database, "listing databases");
    }
  }

  @Override
  public OpenDatabase open(String database) {
    StopSource stop = newStop();
    return new Opened(stop.open(openConnection, target, database), database, stop);
  }

  private StopSource newStop() {
    StopSource stop = new StopSource(source, openConnection.stopGrace());
    current = Optional.of(stop);
    return stop;
  }

  @Override
  public void cancel() {
    current.ifPresent(StopSource::stop);
  }

  private AppException fault(SQLException failure, String database, String doing) {
    return SourceFailures.of(failure, target.server(), database, target.signIn().username(), doing);
  }

  private final class Opened implements OpenDatabase {

    private final Connection connection;
    private final String database;
    private final StopSource stop;

    Opened(Connection connection, String database, StopSource stop) {
      this.connection = connection;
      this.database = database;
      this.stop = stop;
    }

    @Override
    public long count() {
      try {
        return source.count(connection, selection);
      } catch (SQLException failure) {
        throw fault(failure, database, READING);
      }
    }

    @Override
    public Reading read(ReadMode mode, RowSink sink) {
      FurtherConnection second = stop.second(openConnection, target, database);
      try {
        return source.read(new ReadRequest(connection, second, selection, mode), sink);
      } catch (SQLException failure) {
        throw fault(failure, database, READING);
      }
    }

    @Override
    public FilterMatch filterMatch() {
      Optional<InspectsDatabases> inspects = source.capability(InspectsDatabases.class);
      try {
        return inspects.isPresent()
            ? inspects.get().filterMatch(connection, selection)
            : FilterMatch.UNKNOWN;
      } catch (SQLException failure) {
        throw fault(failure, database, READING);
      }
    }

    @Override
    public void cancel() {
      stop.stop();
    }

    @Override
    public void close() {
      try {
        connection.close();
      } catch (SQLException failure) {
        throw fault(failure, database, READING);
      }
    }
  }
}
