package io.gazetteer.search;

import io.gazetteer.common.AppException;
import io.gazetteer.search.dsl.SearchError;

/** Limits what the aggregations of one search add to its response: buckets and characters. */
final class AnswerLimit {

  /** Buckets of all aggregations together. */
  static final int MAX_BUCKETS = 20_000;

  /** Characters of the keys and sources of all aggregations together. */
  static final long MAX_TEXT = 8L << 20;

  private long buckets;
  private long text;

  /**
   * Counts a bucket or a hit of an aggregation.
   *
   * @throws AppException INVALID_QUERY when the answer gets too large
   */
  void add(int length) {
    buckets++;
    text += length;
    if (buckets > MAX_BUCKETS || text > MAX_TEXT) {
      throw tooLarge();
    }
  }

  static AppException tooLarge() {
    return new AppException(
        SearchError.INVALID_QUERY,
        "the aggregations have more than "
            + MAX_BUCKETS
            + " buckets or "
            + (MAX_TEXT >> 20)
            + " MB of text in all; ask for fewer buckets or aggregations");
  }
}
