package io.gazetteer.api.sdk.query;

import io.gazetteer.common.ErrorCode;

/** Errors of SQL queries. */
public enum QueryError implements ErrorCode {
  /**
   * This service runs no SQL queries. It is 400 because the SDKs would retry other statuses.
   *
   * <p>Run the query at the source itself.
   */
  QUERY_NOT_SERVED
}
