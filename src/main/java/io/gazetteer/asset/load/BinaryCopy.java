package io.gazetteer.asset.load;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows in COPY's binary format (PostgreSQL documentation, "COPY", File Formats). Each value
 * is preceded by its length, so nothing is escaped. One thread at a time.
 */
public final class BinaryCopy implements AutoCloseable {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };

  /** Signature, flags, and the length of an extension, which is unused. */
  static final int HEADER_BYTES = SIGNATURE.length + 2 * Integer.BYTES;

  private static final int FLUSH_BYTES = 64 * 1024;

  private static final byte JSONB_VERSION = 1;
  private static final int TEXT_OID = 25;
  private static final long MICROS_PER_SECOND = 1_000_000;

  /** From 1970 to 2000, PostgreSQL's epoch. */
  private static final long EPOCH_MICROS = 946_684_800L * MICROS_PER_SECOND;

  private final CopyIn copy;
  private byte[] buffer = new byte[FLUSH_BYTES * 2];
  private int length;

  /**
   * Begins a copy; the connection is busy until it is finished or closed.
   *
   * @param statement a {@code COPY … FROM STDIN (FORMAT binary)}
   */
  public BinaryCopy(Connection connection, String statement) throws SQLException {
    copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(statement);
    append(SIGNATURE, SIGNATURE.length);
    writeInt(0);
    writeInt(0);
  }

  public void startRow(int fields) throws SQLException {
    if (length >= FLUSH_BYTES) {
      copy.writeToCopy(buffer, 0, length);
      length = 0;
    }
    ensure(2);
    buffer[length++] = (byte) (fields >> 8);
    buffer[length++] = (byte) fields;
  }

  /** A text field; null for NULL. */
  public void text(String value) {
    if (value == null) {
      writeInt(-1);
    } else {
      bytes(value.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** A field in the server's binary form; null for NULL. */
  public void bytes(byte[] value) {
    if (value == null) {
      writeInt(-1);
    } else {
      writeInt(value.length);
      append(value, value.length);
    }
  }

  /** An integer field; null for NULL. */
  public void int4(Integer value) {
    if (value == null) {
      writeInt(-1);
    } else {
      writeInt(4);
      writeInt(value);
    }
  }

  public void int8(long value) {
    writeInt(8);
    writeLong(value);
  }

  public void nothing() {
    writeInt(-1);
  }

  public void uuid(long mostSignificant, long leastSignificant) {
    writeInt(16);
    writeLong(mostSignificant);
    writeLong(leastSignificant);
  }

  public void instant(Instant value) {
    int8(
        Math.subtractExact(
            Math.multiplyExact(value.getEpochSecond(), MICROS_PER_SECOND) + value.getNano() / 1000,
            EPOCH_MICROS));
  }

  /** A jsonb field from the UTF-8 of its text; null for NULL. */
  public void jsonb(byte[] value) {
    if (value == null) {
      writeInt(-1);
    } else {
      writeInt(value.length + 1);
      ensure(1);
      buffer[length++] = JSONB_VERSION;
      append(value, value.length);
    }
  }

  /** A text[] field without null elements; an empty list for NULL. */
  public void texts(List<String> values) {
    if (values.isEmpty()) {
      writeInt(-1);
      return;
    }
    int start = length;
    writeInt(0);
    writeInt(1);
    writeInt(0);
    writeInt(TEXT_OID);
    writeInt(values.size());
    writeInt(1);
    values.forEach(this::text);
    int end = length;
    length = start;
    writeInt(end - start - Integer.BYTES);
    length = end;
  }

  /** Ends the copy and stores the rows. */
  public void finish() throws SQLException {
    ensure(2);
    buffer[length++] = (byte) 0xff;
    buffer[length++] = (byte) 0xff;
    copy.writeToCopy(buffer, 0, length);
    copy.endCopy();
  }

  /** Cancels the copy unless it was finished; then the table is unchanged. */
  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }

  private void writeLong(long value) {
    writeInt((int) (value >> 32));
    writeInt((int) value);
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
