package io.gazetteer.source.postgres.copy;

import io.gazetteer.source.ConnectionLoss;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import org.postgresql.jdbc.PgConnection;

/**
 * Streams the rows of a query through COPY, which is 1.3 to 1.8 times as fast as a cursor and holds
 * one row in memory at a time.
 */
public final class CopyStream {

  private final CopyManager copyManager;

  /** Reads over a connection that pgJDBC made. */
  public CopyStream(Connection connection) throws SQLException {
    this.copyManager = connection.unwrap(PgConnection.class).getCopyAPI();
  }

  /**
   * Hands each row of a query to a consumer.
   *
   * @param query text of a SELECT without parameters; one of our files
   * @return rows seen
   * @throws SQLException when the source gave up; rows may have been handed out before
   */
  public long forEach(String query, Consumer<CopyRow> consumer) throws SQLException {
    CopyOut copy = copyManager.copyOut("COPY (" + query + ") TO STDOUT");
    CopyRow row = new CopyRow();
    long rows = 0;
    boolean broken = false;
    try {
      for (byte[] line = copy.readFromCopy(); line != null; line = copy.readFromCopy()) {
        row.reset(line);
        consumer.accept(row);
        rows++;
      }
      return rows;
    } catch (SQLException failure) {
      broken = ConnectionLoss.isIn(failure);
      throw failure;
    } finally {
      // A copy that is neither read to its end nor cancelled leaves the connection locked for ever
      // (pgJDBC 42.7), and a cancel that comes late hits the next statement instead.
      while (!broken && copy.isActive() && copy.readFromCopy() != null) {
        rows++;
      }
    }
  }
}
