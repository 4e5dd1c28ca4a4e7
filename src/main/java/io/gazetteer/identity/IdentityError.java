package io.gazetteer.identity;

import io.gazetteer.common.ErrorCode;

/** Errors of users, groups and roles. */
public enum IdentityError implements ErrorCode {
  /**
   * The filter, sort order or paging of a list of users, groups or roles is invalid.
   *
   * <p>Correct what the message names.
   */
  IDENTITY_QUERY_INVALID(400),
  /**
   * No user or group has this name or id.
   *
   * <p>List the users or groups and use one of their names.
   */
  IDENTITY_NOT_FOUND(404),
  /**
   * Too many failed sign-ins of this user or from this address.
   *
   * <p>Wait for the seconds in {@code Retry-After}, then use the right password or token.
   */
  TOO_MANY_SIGN_INS(429);

  private final int status;

  IdentityError(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
