package io.gazetteer.common;

/** Errors that belong to no feature. */
public enum CommonError implements ErrorCode {
  /** The request breaks its own contract: malformed JSON, a missing or ill-typed field. */
  INVALID_REQUEST(400),
  /** No credentials, or credentials that nobody has. */
  UNAUTHENTICATED(401),
  /** The caller is known and may not do this. */
  FORBIDDEN(403),
  /** No such path. */
  NOT_FOUND(404),
  /**
   * The path exists and the act on it is not served, where the SDKs ask: they take 405 for an error
   * of the service.
   */
  NOT_SERVED(404),
  /** The path exists, the method on it does not. */
  METHOD_NOT_ALLOWED(405),
  /** Two changed the same thing at once, and this change came second; nothing of it was stored. */
  CHANGED_MEANWHILE(409),
  /** The body is larger than this path reads. */
  REQUEST_TOO_LARGE(413),
  /** The service reads as many large requests as it has memory for. */
  TOO_MANY_REQUESTS(429),
  /** The media type of the body is not read here. */
  UNSUPPORTED_MEDIA_TYPE(415),
  /** The catalog database was made by a build whose schema is not read any more. */
  EARLIER_SCHEMA(500),
  /** An internal error. The answer contains an id to look for in the log, and nothing else. */
  INTERNAL_ERROR(500),
  /**
   * The catalog database cannot be reached, is out of resources, or ended a transaction; it may
   * pass.
   */
  STORE_UNAVAILABLE(503);

  private final int status;

  CommonError(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public int retryAfterSeconds() {
    return switch (this) {
      case TOO_MANY_REQUESTS -> 1;
      case STORE_UNAVAILABLE -> 5;
      default -> 0;
    };
  }

  @Override
  public boolean retryable() {
    return this == STORE_UNAVAILABLE || this == TOO_MANY_REQUESTS;
  }
}
