package io.gazetteer.connection.secret;

import io.gazetteer.common.ErrorCode;

/** Errors of references to secrets. */
public enum ReferenceError implements ErrorCode {
  /** The settings do not allow the reference, or no longer do. */
  REFERENCE_NOT_ALLOWED(false),
  /** The secret does not exist, has no usable form, or may not be read. */
  REFERENCE_NOT_RESOLVED(false),
  /** The secret store does not answer, is sealed, or fails. */
  SECRET_STORE_UNAVAILABLE(true);

  private final boolean retryable;

  ReferenceError(boolean retryable) {
    this.retryable = retryable;
  }

  @Override
  public int status() {
    return 400;
  }

  @Override
  public boolean retryable() {
    return retryable;
  }
}
