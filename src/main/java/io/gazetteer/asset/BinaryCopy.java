package io.gazetteer.asset;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows in COPY's binary format (PostgreSQL documentation, "COPY", File Formats): no
 * escaping, lengths instead. One thread at a time.
 */
final class BinaryCopy implements AutoCloseable {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int FLUSH_BYTES = 64 * 1024;

  private final CopyIn copy;
  private byte[] buffer = new byte[FLUSH_BYTES * 2];
  private int length;

  BinaryCopy(Connection connection, String statement) throws SQLException {
    copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
    append(SIGNATURE, SIGNATURE.length);
    writeInt(0);
    writeInt(0);
  }

  void startRow(int fields) throws SQLException {
    if (length >= FLUSH_BYTES) {
      copy.writeToCopy(buffer, 0, length);
      length = 0;
    }
    ensure(2);
    buffer[length++] = (byte) (fields >> 8);
    buffer[length++] = (byte) fields;
  }

  /** A text field; null for NULL. */
  void text(String value) {
    if (value == null) {
      writeInt(-1);
    } else {
      bytes(value.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A field as the server would send it; null for NULL. */
  void bytes(byte[] value) {
    if (value == null) {
      writeInt(-1);
    } else {
      writeInt(value.length);
      append(value, value.length);
    }
  }

  void int4(Integer value) {
    if (value == null) {
      writeInt(-1);
    } else {
      writeInt(4);
      writeInt(value);
    }
  }

  void int8(long value) {
    writeInt(8);
    writeInt((int) (value >> 32));
    writeInt((int) value);
  }

  /** Ends the copy; the rows are then in the table. */
  void finish() throws SQLException {
    ensure(2);
    buffer[length++] = (byte) 0xff;
    buffer[length++] = (byte) 0xff;
    copy.writeToCopy(buffer, 0, length);
    copy.endCopy();
  }

  /** Gives the copy up when it was not finished; the table is then as it was. */
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private void writeInt(int value) {
    ensure(4);
    buffer[length++] = (byte) (value >> 24);
    buffer[length++] = (byte) (value >> 16);
    buffer[length++] = (byte) (value >> 8);
    buffer[length++] = (byte) value;
  }

  private void append(byte[] bytes, int count) {
    ensure(count);
    System.arraycopy(bytes, 0, buffer, length, count);
    length += count;
  }

  private void ensure(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
