package io.gazetteer.bench;

import io.gazetteer.crawl.read.OpenDatabase;
import io.gazetteer.source.FilterMatch;
import io.gazetteer.source.FurtherConnection;
import io.gazetteer.source.ReadMode;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RowSink;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Source;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A database of the source, without network rules and limits of the product. */
record OpenServer(Source source, Selection selection, String url, Connection connection)
    implements OpenDatabase {

  static OpenServer open(Source source, Selection selection, String url) throws SQLException {
    return new OpenServer(source, selection, url, session(url));
  }

  /** The session that the product makes, as far as it affects speed. */
  private static Connection session(String url) throws SQLException {
    return Servers.connect(url + "?prepareThreshold=0&readOnly=true");
  }

  @Override
  public long count() {
    try {
      return source.count(connection, selection);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public Reading read(ReadMode mode, RowSink sink) {
    try {
      return source.read(new ReadRequest(connection, new Second(url), selection, mode), sink);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public FilterMatch filterMatch() {
    return FilterMatch.UNKNOWN;
  }

  @Override
  public void cancel() {
    // Nobody does.
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The second of two connections to the server, which is what the product allows itself. */
  private record Second(String url) implements FurtherConnection {

    @Override
    public Optional<Connection> open() {
      try {
        return Optional.of(session(url));
      } catch (SQLException failure) {
        throw new IllegalStateException("The source gave no second connection", failure);
      }
    }

    @Override
    public boolean isWanted() {
      return false;
    }

    @Override
    public void abort() {
      // Called when a read ends while one is still being opened, which waits for nothing here.
    }
  }
}
