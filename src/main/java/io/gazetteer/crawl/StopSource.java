package io.gazetteer.crawl;

import io.gazetteer.source.ConnectionLoss;
import io.gazetteer.source.Source;
import java.sql.Connection;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Stops what goes on over one connection, from another thread: first by asking the server to cancel
 * it, and after a grace period by closing the connection, as a server that is frozen or cut off
 * never reacts.
 */
final class StopSource {

  private final Source source;
  private final Connection connection;
  private final Duration grace;
  private OptionalLong begunNanos = OptionalLong.empty();

  /**
   * A stop that was not asked for yet.
   *
   * @param grace from the first call of {@link #stop} on
   */
  StopSource(Source source, Connection connection, Duration grace) {
    this.source = source;
    this.connection = connection;
    this.grace = grace;
  }

  /** To be called again and again until the work has ended. Never throws. */
  synchronized void stop() {
    long now = System.nanoTime();
    if (begunNanos.isEmpty()) {
      begunNanos = OptionalLong.of(now);
    }
    if (now - begunNanos.getAsLong() < grace.toNanos()) {
      source.cancel(connection);
      return;
    }
    ConnectionLoss.abort(connection);
  }
}
