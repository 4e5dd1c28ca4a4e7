package io.gazetteer.common;

/**
 * The machine-readable name of one way to fail. Each feature has its own enum of them; the enum
 * constant's name is the public code that clients see, so it is unique in the whole house and never
 * renamed.
 */
public interface ErrorCode {

  /** The public code, for example {@code WORKFLOW_NOT_FOUND}. */
  String name();

  /**
   * The code that the SDKs are answered with: the name, unless scripts written for them look for
   * another.
   */
  default String wireName() {
    return name();
  }

  /**
   * The HTTP status, 400 unless the code says another; {@link ErrorBody#status} says what the SDKs
   * are answered with instead.
   */
  default int status() {
    return 400;
  }

  /** After how many seconds a client may try again, for 429 and 503; 0 = that is not said. */
  default int retryAfterSeconds() {
    return 0;
  }

  /** True where the same call may succeed later without anybody changing anything. */
  default boolean retryable() {
    return false;
  }
}
