package io.gazetteer.connection.secret;

import io.gazetteer.common.ErrorCode;

/** Errors of secrets that are kept elsewhere. */
public enum ReferenceError implements ErrorCode {
  /**
   * The settings do not, or no longer, allow this reference.
   *
   * <p>Ask the administrator to add its prefix to {@code
   * gazetteer.secrets.references.allowed-prefixes}.
   */
  REFERENCE_NOT_ALLOWED(false),
  /**
   * The referenced secret does not exist, has no usable form, or must not be read by this service.
   *
   * <p>Check the reference, and the permissions of this service at the secret's store.
   */
  REFERENCE_NOT_RESOLVED(false),
  /**
   * Vault or AWS Secrets Manager does not respond, is sealed, or fails.
   *
   * <p>Check the secret's store and the network. It is retried.
   */
  SECRET_STORE_UNAVAILABLE(true);

  private final boolean retryable;

  ReferenceError(boolean retryable) {
    this.retryable = retryable;
  }

  @Override
  public boolean retryable() {
    return retryable;
  }
}
