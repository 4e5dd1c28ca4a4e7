package io.gazetteer.connection.guard;

import io.gazetteer.source.ServerLimitException;
import io.gazetteer.source.ServiceMemoryException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;

/** Counts the bytes and time of one connection against its limits. */
final class Budget {

  private static final long HEAP_LOOK_BYTES = 1 << 20;

  /** A connection that read less is not ended when memory is short. */
  private static final long HEAP_SHARE = 16;

  private final GuardLimits limits;
  private final long begunNanos = System.nanoTime();
  private final long heapBytes = Runtime.getRuntime().maxMemory() / HEAP_SHARE;
  // Reset when the network connection is established, which has its own timeout.
  private long signInNanos = begunNanos;
  private long bytes;
  private long heapLookAt = HEAP_LOOK_BYTES;
  private boolean signedIn;
  // 0 while no statement runs.
  private volatile long statementNanos;

  Budget(GuardLimits limits) {
    this.limits = limits;
  }

  void connected() {
    signInNanos = System.nanoTime();
  }

  void signedIn() {
    signedIn = true;
  }

  void statementBegins() {
    if (statementNanos == 0) {
      statementNanos = Math.max(1, System.nanoTime());
    }
  }

  void statementEnds() {
    statementNanos = 0;
  }

  /**
   * Returns how many milliseconds to wait for the next bytes.
   *
   * @param patience the socket's own timeout, 0 = none
   * @throws SocketTimeoutException if the sign-in or statement has lasted too long
   * @throws ServerLimitException if the connection has lasted too long
   */
  int waitMillis(int patience) throws SocketTimeoutException, ServerLimitException {
    long now = System.nanoTime();
    long left = limits.lifetime().toNanos() - (now - begunNanos);
    if (left <= 0) {
      throw new ServerLimitException(
          "its connection lasted longer than %s (gazetteer.source.max-connection-time)"
              .formatted(words(limits.lifetime())));
    }
    if (!signedIn) {
      left = Math.min(left, limits.signIn().toNanos() - (now - signInNanos));
    } else if (statementNanos != 0) {
      left = Math.min(left, limits.statement().toNanos() - (now - statementNanos));
    }
    if (left <= 0) {
      throw new SocketTimeoutException("The server keeps answering and does not finish in time");
    }
    long millis = Math.max(1, Duration.ofNanos(left).toMillis());
    return (int) Math.min(patience == 0 ? Integer.MAX_VALUE : patience, millis);
  }

  private static String words(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  void received(int count) throws ServerLimitException {
    bytes += count;
    if (bytes > limits.bytes()) {
      throw new ServerLimitException(
          "it sent more than %,d bytes over one connection (gazetteer.source.max-connection-bytes)"
              .formatted(limits.bytes()));
    }
    if (bytes >= heapLookAt) {
      heapLookAt = bytes + HEAP_LOOK_BYTES;
      if (bytes > heapBytes && HeapPressure.lasts()) {
        throw new ServiceMemoryException(
            ("this service is short of memory, after %,d bytes came over it. Try again when less is"
                    + " running, give Java a larger heap, or crawl fewer schemas or databases at a"
                    + " time")
                .formatted(bytes));
      }
    }
  }
}
