package io.gazetteer.search;

import io.gazetteer.common.AppException;
import io.gazetteer.search.dsl.SearchError;
import java.time.Duration;

/** The end of the time that one request may take, across all of its statements. */
public final class Deadline {

  private final Duration limit;
  private final long endNanos;

  private Deadline(Duration limit) {
    this.limit = limit;
    this.endNanos = System.nanoTime() + limit.toNanos();
  }

  /** Starts the clock now. */
  public static Deadline after(Duration limit) {
    return new Deadline(limit);
  }

  /**
   * Milliseconds left, at least one.
   *
   * @throws AppException QUERY_TIMEOUT when none is left
   */
  public int millisLeft() {
    long left = (endNanos - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw expired();
    }
    return (int) Math.min(left, Integer.MAX_VALUE);
  }

  /** The error of a search that ran out of time. */
  AppException expired() {
    return new AppException(
        SearchError.QUERY_TIMEOUT,
        "the search took longer than "
            + limit.toMillis() / 1000.0
            + " seconds and was stopped; narrow it or ask for fewer aggregations");
  }
}
