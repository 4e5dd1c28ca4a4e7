package io.gazetteer.connection.aws;

import io.gazetteer.common.ErrorCode;

/** AWS errors that prevent a sign-in before the database is contacted. */
public enum AwsError implements ErrorCode {
  /** The region is not set, and the host name does not contain it. */
  AWS_REGION_UNKNOWN(false),
  /** No access key was found in environment, profile or machine. */
  AWS_IDENTITY_MISSING(false),
  /** AWS does not accept the access key, the secret key or the session token. */
  AWS_IDENTITY_REFUSED(false),
  /** AWS does not let the caller assume the role. */
  AWS_ROLE_REFUSED(false),
  /** AWS could not be reached: network failure, timeout, too many calls. */
  AWS_UNREACHABLE(true),
  /** AWS answered with an error that is none of these. */
  AWS_FAILED(false);

  private final boolean retryable;

  AwsError(boolean retryable) {
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
