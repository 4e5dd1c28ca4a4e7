package io.gazetteer.api.sdk.app;

import io.gazetteer.common.ErrorCode;

/** Faults of apps. */
public enum AppError implements ErrorCode {
  /** The request has faults; all are listed. */
  APP_INVALID(400),
  /** The app crawls something other than PostgreSQL. */
  APP_NOT_SUPPORTED(400),
  /** There is no such app. */
  APP_NOT_FOUND(404);

  private final int status;

  AppError(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
