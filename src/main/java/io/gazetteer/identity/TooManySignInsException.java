package io.gazetteer.identity;

/** So many sign-ins were wrong that this one was refused. */
public final class TooManySignInsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long waitSeconds;

  TooManySignInsException(long waitSeconds) {
    super("Too many wrong sign-ins; try again in " + waitSeconds + " seconds", null, false, false);
    this.waitSeconds = waitSeconds;
  }

  /** After how many seconds the next sign-in is looked at; at least 1. */
  public long waitSeconds() {
    return waitSeconds;
  }
}
