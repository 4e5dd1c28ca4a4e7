package io.gazetteer.connection.aws;

import io.gazetteer.common.ErrorCode;

/** Ways in which AWS can keep us from signing in, before the database is asked. */
public enum AwsError implements ErrorCode {
  /** The region is not given, and the host's name does not tell it. */
  AWS_REGION_UNKNOWN(false),
  /** No access key was found where one was looked for: environment, profile, machine. */
  AWS_IDENTITY_MISSING(false),
  /** AWS does not accept the access key, the secret key or the session token. */
  AWS_IDENTITY_REFUSED(false),
  /** AWS does not let the caller take on the role. */
  AWS_ROLE_REFUSED(false),
  /** AWS could not be asked: no way through the network, no answer in time, too many calls. */
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
