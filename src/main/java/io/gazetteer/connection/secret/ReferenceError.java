package io.gazetteer.connection.secret;

import io.gazetteer.common.ErrorCode;

/** Ways in which a secret that is kept elsewhere cannot be had. */
public enum ReferenceError implements ErrorCode {
  /** The settings do not allow the reference, or no longer do. */
  REFERENCE_NOT_ALLOWED(false),
  /** There is no such secret, it is not of a form that can be used, or we may not read it. */
  REFERENCE_NOT_RESOLVED(false),
  /** Where the secret is kept does not answer, is sealed, or is out of order. */
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
