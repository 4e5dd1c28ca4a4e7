package io.gazetteer.asset.load;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Reads rows in COPY's binary format (PostgreSQL documentation, "COPY", File Formats). One object
 * is reused for all rows.
 */
final class BinaryRows {

  private static final int MAX_FIELDS = 8;

  private final int[] starts = new int[MAX_FIELDS];
  private final int[] lengths = new int[MAX_FIELDS];
  private byte[] row;

  private BinaryRows() {}

  /**
   * Passes each row to a consumer.
   *
   * @param statement a {@code COPY (…) TO STDOUT (FORMAT binary)} of at most eight columns
   */
  static void forEach(Connection connection, String statement, Consumer<BinaryRows> consumer)
      throws SQLException {
    BinaryRows rows = new BinaryRows();
    CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
    boolean failed = false;
    try {
      // The header comes with the first row.
      int start = BinaryCopy.HEADER_BYTES;
      for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
        if (rows.reset(row, start)) {
          consumer.accept(rows);
        }
        start = 0;
      }
    } catch (SQLException failure) {
      failed = true;
      throw failure;
    } finally {
      // A copy that is neither read to its end nor cancelled keeps the connection locked. One that
      // failed has ended, and its connection may be broken.
      if (!failed && copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  /** Whether it is a row and not the end marker. */
  private boolean reset(byte[] next, int start) {
    row = next;
    int fields = (short) ((next[start] << Byte.SIZE) | (next[start + 1] & 0xff));
    int position = start + Short.BYTES;
    for (int i = 0; i < fields; i++) {
      lengths[i] = (int) whole(position, Integer.BYTES);
      starts[i] = position + Integer.BYTES;
      position = starts[i] + Math.max(0, lengths[i]);
    }
    return fields >= 0;
  }

  private long whole(int start, int bytes) {
    long value = row[start];
    for (int i = start + 1; i < start + bytes; i++) {
      value = (value << Byte.SIZE) | (row[i] & 0xff);
    }
    return value;
  }

  boolean isNull(int field) {
    return lengths[field] < 0;
  }

  /** A bigint, or the half of a uuid that begins at an offset; not NULL. */
  long int8(int field, int offset) {
    return whole(starts[field] + offset, Long.BYTES);
  }

  /** A text; not NULL. */
  String text(int field) {
    return new String(row, starts[field], lengths[field], StandardCharsets.UTF_8);
  }
}
