package io.gazetteer.api.sdk.query;

import io.gazetteer.common.ErrorCode;

/** Faults of queries. */
public enum QueryError implements ErrorCode {
  /**
   * This service runs no queries. 400, as the SDKs would ask again and again after any status that
   * says not implemented or not allowed.
   */
  QUERY_NOT_SERVED(400);

  private final int status;

  QueryError(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
