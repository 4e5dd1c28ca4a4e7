package io.gazetteer.search.dsl;

import io.gazetteer.common.ErrorCode;

/** Why a search was refused or given up. */
public enum SearchError implements ErrorCode {
  /** The request is no well-formed query, or a value does not fit its field. */
  INVALID_QUERY(400),
  /** The request names a clause, an option or an aggregation that is not served here. */
  UNSUPPORTED_CLAUSE(400),
  /**
   * The query ran longer than {@code gazetteer.search.query-timeout}. It is a 400 on purpose:
   * clients repeat 429 and 5xx by themselves, and the same query would take as long again; it has
   * to be narrowed.
   */
  QUERY_TIMEOUT(400);

  private final int status;

  SearchError(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
