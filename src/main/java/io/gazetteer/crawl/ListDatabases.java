package io.gazetteer.crawl;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.OpenConnection;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.SourceError;
import io.gazetteer.source.SourceFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Lists the databases of a server, from the database that the connection names, or else from one
 * that most servers have.
 */
@ApplicationScoped
class ListDatabases {

  @Inject OpenConnection openConnection;
  @Inject CrawlConfig config;

  /**
   * The databases, with what the job's filters say of each.
   *
   * @throws AppException a {@link SourceError} when no database can be connected to,
   *     NOTHING_SELECTED when one must be named and none is; never an empty list instead
   */
  List<DatabaseListing> list(CrawlJob job) {
    List<String> candidates = job.target().database().map(List::of).orElseGet(() -> usual(job));
    AppException last = null;
    for (String database : candidates) {
      try {
        return list(job, database);
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
          "Name the database to crawl: servers of connector %s do not list theirs to who names none"
              .formatted(job.source().connectorName()));
    }
    throw last;
  }

  private List<String> usual(CrawlJob job) {
    return config.maintenanceDatabases().orElseGet(job.source()::maintenanceDatabases);
  }

  private List<DatabaseListing> list(CrawlJob job, String database) {
    try (Connection connection = openConnection.open(job.target(), database)) {
      return job.source().databases(connection, job.selection());
    } catch (SQLException failure) {
      throw SourceFault.of(
          failure,
          job.target().server(),
          database,
          job.target().signIn().username(),
          "listing databases");
    }
  }
}
