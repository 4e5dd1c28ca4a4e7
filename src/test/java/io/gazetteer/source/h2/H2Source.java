package io.gazetteer.source.h2;

import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Source;
import io.gazetteer.source.SourceDriver;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Reads H2 2 through its {@code INFORMATION_SCHEMA}. H2 has no snapshot over it, so parents are
 * read before their children, and a child whose parent was not there is left for the next read.
 */
@ApplicationScoped
public class H2Source implements Source {

  @Override
  public String connectorName() {
    return "h2";
  }

  @Override
  public Optional<SourceDriver> driver() {
    return Optional.of(new H2Driver());
  }

  /** H2's server tells nobody which databases it has, so one that is not listed may be there. */
  @Override
  public boolean listsEveryDatabase() {
    return false;
  }

  @Override
  public List<DatabaseListing> databases(Connection connection, Selection selection)
      throws SQLException {
    try {
      String name = new H2Reader(connection).databaseName();
      Wanted wanted = new Wanted(selection, name);
      return List.of(
          new DatabaseListing(name, true, false, wanted.namesDatabase(), wanted.bansDatabase()));
    } catch (SQLException failure) {
      throw H2Driver.restated(failure);
    }
  }

  @Override
  public long count(Connection connection, Selection selection) throws SQLException {
    try {
      return new H2Reader(connection).count();
    } catch (SQLException failure) {
      throw H2Driver.restated(failure);
    }
  }

  @Override
  public Reading read(ReadRequest request, RowSink sink) throws SQLException {
    try {
      return new H2Reader(request.connection()).read(request.selection(), sink);
    } catch (SQLException failure) {
      throw H2Driver.restated(failure);
    }
  }
}
