package io.gazetteer.crawl.offline;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Splits bytes at their line ends. Memory is bounded by the longest line that is allowed. */
final class Lines {

  /** A line is one object of a catalog with its definition, which never comes near this. */
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

  /** Returns a line without its end; null after the last one. */
  byte[] read() throws IOException {
    number++;
    byte[] line = new byte[0];
    int length = 0;
    while (fill()) {
      int from = next;
      while (next < end && buffer[next] != '\n') {
        next++;
      }
      int more = next - from;
      boolean ended = next < end;
      next += ended ? 1 : 0;
      if (length == 0 && ended) {
        return Arrays.copyOfRange(buffer, from, from + more);
      }
      line = withRoom(line, length, more);
      System.arraycopy(buffer, from, line, length, more);
      length += more;
      if (ended) {
        return Arrays.copyOf(line, length);
      }
    }
    if (length == 0) {
      return null;
    }
    throw new UnendedLineException();
  }

  /** Doubles the size, so that a long line is copied a few times and not once per buffer. */
  private static byte[] withRoom(byte[] line, int length, int more) throws IOException {
    if (length > MAX_LINE_BYTES - more) {
      throw new LongLineException();
    }
    return length + more <= line.length
        ? line
        : Arrays.copyOf(line, Math.min(MAX_LINE_BYTES, Math.max(2 * line.length, length + more)));
  }

  /** Thrown when the last line has no end, so that something is missing. */
  static final class UnendedLineException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Thrown when a line is longer than any that was written. */
  static final class LongLineException extends IOException {
    private static final long serialVersionUID = 1L;
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
