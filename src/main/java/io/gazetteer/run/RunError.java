package io.gazetteer.run;

import io.gazetteer.common.ErrorCode;

/** Errors of runs. */
public enum RunError implements ErrorCode {
  /** No run, and no workflow with runs, has that name. */
  RUN_NOT_FOUND(404),
  /** The run has ended, so there is nothing to cancel. */
  RUN_ALREADY_FINISHED(409),
  /** The queue of the workflow is full. */
  RUN_QUEUE_FULL(429, 30),
  /** No handler executes runs of that kind. */
  RUN_KIND_UNKNOWN(500),
  /** The plan holds no scope. */
  RUN_NOTHING_TO_DO(500),
  /** Workers died repeatedly during the same scope. */
  RUN_WORKER_LOST(500);

  private final int status;
  private final int retryAfterSeconds;

  RunError(int status) {
    this(status, 0);
  }

  RunError(int status, int retryAfterSeconds) {
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  @Override
  public int retryAfterSeconds() {
    return retryAfterSeconds;
  }

  @Override
  public int status() {
    return status;
  }
}
