package io.gazetteer.search.dsl;

import io.gazetteer.common.ErrorCode;

/** Why a search was rejected or given up. */
public enum SearchError implements ErrorCode {
  /** The request is no well-formed query, or a value does not fit its field. */
  INVALID_QUERY(400),
  /** The request names a clause, an option or an aggregation that is not served here. */
  UNSUPPORTED_CLAUSE(400),
  /**
   * The search took longer than {@code gazetteer.search.query-timeout}. It is a 400 on purpose:
   * clients repeat 429 and 5xx by themselves, and the same query would take as long again; it has
   * to be narrowed.
   */
  QUERY_TIMEOUT(400),
  /**
   * More searches run than {@code gazetteer.search.concurrency} allows; the same one may pass
   * later.
   */
  TOO_MANY_SEARCHES(429);

  private final int status;

  SearchError(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public int retryAfterSeconds() {
    return this == TOO_MANY_SEARCHES ? 1 : 0;
  }

  @Override
  public boolean retryable() {
    return this == TOO_MANY_SEARCHES;
  }
}
