package io.gazetteer.source;

import java.sql.Connection;

/**
 * What to read, and over which connections.
 *
 * @param connection in the database to read; stays open
 * @param further a second connection to the same database, by which parts may be read at the same
 *     time; closed again when the read ends
 * @param mode how much of the selection to read
 */
public record ReadRequest(
    Connection connection, FurtherConnection further, Selection selection, ReadMode mode) {

  /** A full read over one connection. */
  public static ReadRequest full(Connection connection, Selection selection) {
    return new ReadRequest(connection, FurtherConnection.NONE, selection, ReadMode.FULL);
  }

  public ReadRequest in(ReadMode other) {
    return new ReadRequest(connection, further, selection, other);
  }

  public ReadRequest with(FurtherConnection other) {
    return new ReadRequest(connection, other, selection, mode);
  }
}
