package io.gazetteer.crawl.offline;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Splits bytes at their line ends. Memory is bounded by the longest line that is allowed. */
final class Lines {

  /** A line is one object of a catalog with its definition; PostgreSQL's own limit is far away. */
  private static final int MAX_LINE_BYTES = 64 * 1024 * 1024;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int next;
  private int end;
  private long number;

  Lines(InputStream in) {
    this.in = in;
  }

  /** Number of the line that {@link #read} gave or failed at, from 1. */
  long number() {
    return number;
  }

  /** A line without its end; null behind the last one. */
  byte[] read() throws IOException {
    number++;
    byte[] line = new byte[0];
    while (fill()) {
      int from = next;
      while (next < end && buffer[next] != '\n') {
        next++;
      }
      line = joined(line, from);
      if (next < end) {
        next++;
        return line;
      }
    }
    if (line.length == 0) {
      return null;
    }
    throw new UnendedLineException();
  }

  /** The last line has no end, so that something is missing. */
  static final class UnendedLineException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** A line is longer than any that was written. */
  static final class LongLineException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private byte[] joined(byte[] line, int from) throws IOException {
    int length = next - from;
    if (line.length == 0) {
      return Arrays.copyOfRange(buffer, from, next);
    }
    if (line.length > MAX_LINE_BYTES - length) {
      throw new LongLineException();
    }
    byte[] longer = Arrays.copyOf(line, line.length + length);
    System.arraycopy(buffer, from, longer, line.length, length);
    return longer;
  }

  private boolean fill() throws IOException {
    if (next < end) {
      return true;
    }
    next = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }
}
