package io.gazetteer.search.dsl;

import io.gazetteer.common.ErrorCode;

/** Errors of searches. */
public enum SearchError implements ErrorCode {
  /**
   * The query is malformed, or a value does not fit its field.
   *
   * <p>Correct the part of the query that the message names.
   */
  INVALID_QUERY(400),
  /**
   * The query contains a clause, an option or an aggregation that is not supported.
   *
   * <p>Rewrite the query with the clauses that docs/sdk.md lists.
   */
  UNSUPPORTED_CLAUSE(400),
  /**
   * The search took longer than {@code gazetteer.search.query-timeout}. It is 400 because clients
   * retry 429 and 5xx.
   *
   * <p>Narrow the query, or raise the timeout.
   */
  QUERY_TIMEOUT(400),
  /**
   * As many searches as {@code gazetteer.search.concurrency} allows are running.
   *
   * <p>Retry after the seconds in {@code Retry-After}.
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
