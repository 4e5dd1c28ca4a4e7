package io.gazetteer.identity;

import io.gazetteer.common.ErrorCode;

/** Faults of requests about users, groups and roles. */
public enum IdentityError implements ErrorCode {
  /** The filter, the sort or the paging of a list is not understood. */
  IDENTITY_QUERY_INVALID(400),
  /** There is no such user or group. */
  IDENTITY_NOT_FOUND(404),
  /** So many sign-ins from an address, or of a user, were wrong that this one was refused. */
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
