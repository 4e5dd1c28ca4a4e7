package io.gazetteer.api.sdk.app;

import io.gazetteer.common.ErrorCode;

/** Errors of apps. */
public enum AppError implements ErrorCode {
  /**
   * The app is invalid; the message lists every error.
   *
   * <p>Correct the fields that the message names.
   */
  APP_INVALID(400),
  /**
   * The app crawls something other than PostgreSQL.
   *
   * <p>Use the PostgreSQL app.
   */
  APP_NOT_SUPPORTED(400),
  /**
   * No app has this name or id.
   *
   * <p>List the apps and use one of their names.
   */
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
