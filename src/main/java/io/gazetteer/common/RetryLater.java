package io.gazetteer.common;

/**
 * Implemented by exceptions that reject a request before a resource is reached and that a client
 * can wait out. Answered with the status of the code and a Retry-After header.
 */
public interface RetryLater {

  /** Names the error and its status. */
  ErrorCode code();

  /** Seconds until the next attempt can succeed; at least 1. */
  long retryAfterSeconds();

  /** Heading of the page that a browser gets. */
  String title();

  /** What a person does next, in one sentence. */
  String remedy();

  /** What was rejected and why, without the full stop. */
  String getMessage();
}
