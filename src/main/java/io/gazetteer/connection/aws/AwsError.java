package io.gazetteer.connection.aws;

import io.gazetteer.common.ErrorCode;

/** Errors of sign-ins to AWS. */
public enum AwsError implements ErrorCode {
  /**
   * The AWS region is not given, and the host's name does not contain it.
   *
   * <p>Set the region of the connection.
   */
  AWS_REGION_UNKNOWN(false),
  /**
   * No access key was found in the environment, the profile or the machine's role.
   *
   * <p>Give this service an AWS identity, or enter an access key.
   */
  AWS_IDENTITY_MISSING(false),
  /**
   * AWS does not accept the access key, secret key or session token.
   *
   * <p>Enter current keys. A session token may have expired.
   */
  AWS_IDENTITY_REFUSED(false),
  /**
   * AWS does not allow the identity to assume the role.
   *
   * <p>Allow {@code sts:AssumeRole} in the role's trust policy, and check the external id.
   */
  AWS_ROLE_REFUSED(false),
  /**
   * AWS does not respond, or limits the number of calls.
   *
   * <p>Check network and firewalls. It is retried.
   */
  AWS_UNREACHABLE(true),
  /**
   * AWS answered with another error.
   *
   * <p>Look up the error code in the message in AWS's documentation.
   */
  AWS_FAILED(false);

  private final boolean retryable;

  AwsError(boolean retryable) {
    this.retryable = retryable;
  }

  @Override
  public boolean retryable() {
    return retryable;
  }
}
