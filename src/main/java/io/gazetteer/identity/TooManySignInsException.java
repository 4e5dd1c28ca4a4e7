package io.gazetteer.identity;

import io.gazetteer.common.ErrorCode;
import io.gazetteer.common.RetryLater;

/** Thrown when a sign-in is rejected because too many failed before. */
public final class TooManySignInsException extends RuntimeException implements RetryLater {

  private static final long serialVersionUID = 1L;

  private final long waitSeconds;

  TooManySignInsException(long waitSeconds) {
    super("Too many wrong sign-ins; try again in " + waitSeconds + " seconds", null, false, false);
    this.waitSeconds = waitSeconds;
  }

  @Override
  public ErrorCode code() {
    return IdentityError.TOO_MANY_SIGN_INS;
  }

  @Override
  public long retryAfterSeconds() {
    return waitSeconds;
  }

  @Override
  public String title() {
    return "Too many wrong sign-ins";
  }

  @Override
  public String remedy() {
    return "Until then every password is rejected, the right one included.";
  }
}
