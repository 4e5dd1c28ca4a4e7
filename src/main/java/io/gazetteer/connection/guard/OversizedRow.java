package io.gazetteer.connection.guard;

import io.gazetteer.source.OversizedValue;
import io.gazetteer.source.ServerLimitException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A row that is larger than the limit of a value: reads its bytes as they arrive, keeps small
 * values, and replaces the others; once the row is full, all except the smallest.
 */
final class OversizedRow {

  private static final int FIELD_COUNT_BYTES = 2;

  /** Size of a row in addition to two values, and again of values that are always kept. */
  private static final int MORE_ROW_BYTES = 1 << 20;

  /** No number or name is longer; readers need them to identify the object. */
  private static final int ALWAYS_KEPT_BYTES = 1 << 10;

  private final boolean copy;
  private final int valueBytes;
  private final long rowBytes;

  /** The message; its header is filled in at the end. */
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  private final ByteArrayOutputStream value = new ByteArrayOutputStream();

  /** Bytes of the current value so far, and in a result row those still to come. */
  private long taken;

  private long left;
  private final ByteBuffer number = ByteBuffer.allocate(Integer.BYTES);
  private int head = FIELD_COUNT_BYTES;

  /**
   * Starts a row.
   *
   * @param copy whether it is in COPY's text format and not a result row
   * @param valueBytes maximum size of one value
   */
  OversizedRow(boolean copy, int valueBytes) {
    this.copy = copy;
    this.valueBytes = valueBytes;
    this.rowBytes = 2L * valueBytes + MORE_ROW_BYTES;
    kept.writeBytes(new byte[MessageGuard.HEADER_BYTES]);
  }

  /**
   * Reads the next bytes of the message's body.
   *
   * @throws ServerLimitException if too much is kept
   */
  void take(byte[] bytes, int from, int length) throws ServerLimitException {
    if (copy) {
      takeText(bytes, from, length);
    } else {
      takeBinary(bytes, from, length);
    }
    if (kept.size() > rowBytes + MORE_ROW_BYTES) {
      throw new ServerLimitException(
          "it sent a row of more than %,d bytes in small values (gazetteer.source.max-value-bytes)"
              .formatted(rowBytes + MORE_ROW_BYTES));
    }
  }

  /** Reads values separated by tabs up to the end of the line. */
  private void takeText(byte[] bytes, int from, int length) {
    int begin = from;
    for (int i = from; i < from + length; i++) {
      if (bytes[i] == '\t' || bytes[i] == '\n') {
        add(bytes, begin, i - begin);
        endValue(false);
        kept.write(bytes[i]);
        begin = i + 1;
      }
    }
    add(bytes, begin, from + length - begin);
  }

  /** Reads a count of values, then each value after its length; -1 = NULL. */
  private void takeBinary(byte[] bytes, int from, int length) {
    int i = from;
    int end = from + length;
    while (i < end) {
      if (head > 0) {
        kept.write(bytes[i++]);
        head--;
      } else if (left > 0) {
        int part = (int) Math.min(left, end - i);
        add(bytes, i, part);
        left -= part;
        i += part;
        if (left == 0) {
          endValue(true);
        }
      } else {
        number.put(bytes[i++]);
        if (!number.hasRemaining()) {
          int size = number.getInt(0);
          number.clear();
          if (size <= 0) {
            writeInt(size);
          } else {
            left = size;
          }
        }
      }
    }
  }

  private void add(byte[] bytes, int from, int length) {
    taken += length;
    if (taken <= valueBytes) {
      value.write(bytes, from, length);
    }
  }

  private void endValue(boolean withLength) {
    byte[] result =
        isKept()
            ? value.toByteArray()
            : OversizedValue.mark(taken).getBytes(StandardCharsets.US_ASCII);
    if (withLength) {
      writeInt(result.length);
    }
    kept.writeBytes(result);
    value.reset();
    taken = 0;
  }

  private boolean isKept() {
    return taken <= valueBytes && (taken <= ALWAYS_KEPT_BYTES || kept.size() + taken <= rowBytes);
  }

  private void writeInt(int number) {
    kept.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
  }

  byte[] message(byte type) {
    if (copy) {
      endValue(false);
    }
    byte[] message = kept.toByteArray();
    ByteBuffer.wrap(message).put(type).putInt(message.length - 1);
    return message;
  }
}
