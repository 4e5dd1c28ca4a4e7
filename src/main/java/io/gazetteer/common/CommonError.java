package io.gazetteer.common;

/** Errors of any request. */
public enum CommonError implements ErrorCode {
  /**
   * The request is malformed: broken JSON, or a missing or mistyped field.
   *
   * <p>Correct the fields that the message names.
   */
  INVALID_REQUEST(400),
  /**
   * The request has no credentials, or unknown ones.
   *
   * <p>Send a valid API token as {@code Authorization: Bearer …}, or sign in again.
   */
  UNAUTHENTICATED(401),
  /**
   * The user is not allowed to do this.
   *
   * <p>Ask an administrator to do it, or to grant you the role.
   */
  FORBIDDEN(403),
  /**
   * No endpoint or page has this path.
   *
   * <p>Check the path against the OpenAPI document.
   */
  NOT_FOUND(404),
  /**
   * The path exists, but this operation of the SDKs is not available here. It is 404 because the
   * SDKs retry 405.
   *
   * <p>Use one of the operations that docs/sdk.md lists.
   */
  NOT_SERVED(404),
  /**
   * The path exists, but not with this HTTP method.
   *
   * <p>Check the method against the OpenAPI document.
   */
  METHOD_NOT_ALLOWED(405),
  /**
   * Another request changed the same object at the same time. Nothing of this one was stored.
   *
   * <p>Read the object again and repeat your change.
   */
  CHANGED_MEANWHILE(409),
  /**
   * The request body is larger than this path accepts.
   *
   * <p>Send less at once, or raise {@code quarkus.http.limits.max-body-size}.
   */
  REQUEST_TOO_LARGE(413),
  /**
   * The service already reads as many large requests as it has memory for.
   *
   * <p>Retry after the seconds in {@code Retry-After}.
   */
  TOO_MANY_REQUESTS(429),
  /**
   * This path does not read the media type of the body.
   *
   * <p>Send {@code Content-Type: application/json}.
   */
  UNSUPPORTED_MEDIA_TYPE(415),
  /**
   * An earlier build created the catalog database, and this build cannot read its schema. Nothing
   * was changed.
   *
   * <p>Use an empty database, or start the earlier build.
   */
  EARLIER_SCHEMA(500),
  /**
   * A bug in the service. The answer contains an id and no details.
   *
   * <p>Search the service's log for the id, and report the bug.
   */
  INTERNAL_ERROR(500),
  /**
   * The catalog database is unreachable, out of resources, or ended a transaction.
   *
   * <p>Retry after the seconds in {@code Retry-After}. If it lasts, check the database.
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
