package io.gazetteer.connection.guard;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes that a server sends, after the checks of the guard. Not thread-safe. */
public final class GuardedInput extends InputStream {

  private static final int BUFFER_BYTES = 32 << 10;
  private static final byte[] NOTHING = {};

  private final InputStream in;
  private final MessageGuard guard;
  private final Patience patience;
  private final byte[] raw = new byte[BUFFER_BYTES];
  private int from;
  private int to;

  /** Bytes to return before any others. */
  private byte[] pending = NOTHING;

  private int pendingFrom;

  private final ByteBuffer head = ByteBuffer.allocate(MessageGuard.HEADER_BYTES);

  /** Bytes of the message's body that have not arrived yet. */
  private long left;

  private MessageGuard.Handling handling = MessageGuard.Handling.PASS;
  // Null while no message is collected, or shortened.
  private ByteBuffer whole;
  private OversizedRow row;

  /** Sets the timeout of the next read. */
  public interface Patience {

    /** Returns the driver's own timeout in milliseconds; 0 = none. */
    int wanted();

    void set(int millis) throws IOException;
  }

  public GuardedInput(InputStream in, MessageGuard guard, Patience patience) {
    this.in = in;
    this.guard = guard;
    this.patience = patience;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      if (pendingFrom < pending.length) {
        return handOutPending(bytes, offset, length);
      }
      if (from == to && !fill()) {
        return -1;
      }
      int passed = pass(bytes, offset, length);
      if (passed > 0) {
        return passed;
      }
    }
  }

  private int handOutPending(byte[] bytes, int offset, int length) {
    int count = Math.min(length, pending.length - pendingFrom);
    System.arraycopy(pending, pendingFrom, bytes, offset, count);
    pendingFrom += count;
    if (pendingFrom == pending.length) {
      pending = NOTHING;
      pendingFrom = 0;
    }
    return count;
  }

  /** Reads more bytes; returns false at the end of the stream. */
  private boolean fill() throws IOException {
    int wanted = patience.wanted();
    int millis = guard.budget().waitMillis(wanted);
    patience.set(millis);
    int count;
    try {
      count = in.read(raw, 0, raw.length);
    } catch (SocketTimeoutException silent) {
      if (millis != wanted) {
        // Throws if our limit was reached and not the driver's.
        guard.budget().waitMillis(wanted);
      }
      throw silent;
    }
    if (count < 0) {
      return false;
    }
    guard.received(count);
    from = 0;
    to = count;
    return true;
  }

  /** Copies bytes in their order until something is pending. */
  private int pass(byte[] bytes, int offset, int length) throws IOException {
    int passed = 0;
    while (from < to && passed < length && pending.length == 0) {
      if (guard.isUnknown()) {
        passed += copy(bytes, offset + passed, Math.min(length - passed, to - from));
      } else if (left > 0) {
        passed += passBody(bytes, offset + passed, length - passed);
      } else {
        passed += passHead(bytes, offset + passed, length - passed);
      }
    }
    return passed;
  }

  private int copy(byte[] bytes, int offset, int count) {
    System.arraycopy(raw, from, bytes, offset, count);
    from += count;
    return count;
  }

  private int passBody(byte[] bytes, int offset, int room) throws IOException {
    int count = (int) Math.min(left, to - from);
    if (handling == MessageGuard.Handling.PASS) {
      count = Math.min(count, room);
      left -= count;
      return copy(bytes, offset, count);
    }
    if (handling == MessageGuard.Handling.WHOLE) {
      whole.put(raw, from, count);
    } else {
      row.take(raw, from, count);
    }
    from += count;
    left -= count;
    if (left == 0) {
      endBody();
    }
    return 0;
  }

  private void endBody() throws IOException {
    if (handling == MessageGuard.Handling.WHOLE) {
      pending = whole.array();
      guard.whole(pending);
      whole = null;
    } else if (handling == MessageGuard.Handling.SHORTEN) {
      pending = row.message(head.get(0));
      row = null;
    }
    head.clear();
  }

  private int passHead(byte[] bytes, int offset, int room) throws IOException {
    if (head.position() == MessageGuard.HEADER_BYTES) {
      head.clear();
    }
    if (head.position() == 0 && guard.isAnswer(raw[from])) {
      return copy(bytes, offset, 1);
    }
    int count = Math.min(head.remaining(), to - from);
    head.put(raw, from, count);
    from += count;
    if (head.hasRemaining()) {
      return 0;
    }
    handling = guard.begin(head.get(0), head.getInt(1));
    left = head.getInt(1) - (long) Integer.BYTES;
    return beginBody(bytes, offset, room);
  }

  private int beginBody(byte[] bytes, int offset, int room) throws IOException {
    if (guard.isUnknown() || handling == MessageGuard.Handling.PASS) {
      if (room >= MessageGuard.HEADER_BYTES) {
        System.arraycopy(head.array(), 0, bytes, offset, MessageGuard.HEADER_BYTES);
        return MessageGuard.HEADER_BYTES;
      }
      pending = Arrays.copyOf(head.array(), MessageGuard.HEADER_BYTES);
      return 0;
    }
    if (handling == MessageGuard.Handling.WHOLE) {
      whole = ByteBuffer.allocate(MessageGuard.HEADER_BYTES + (int) left);
      whole.put(head.array());
    } else {
      row = new OversizedRow(head.get(0) == 'd', guard.valueBytes(head.get(0)));
    }
    if (left == 0) {
      endBody();
    }
    return 0;
  }

  @Override
  public int available() throws IOException {
    return pending.length - pendingFrom + to - from + in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
