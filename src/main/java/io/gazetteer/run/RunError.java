package io.gazetteer.run;

import io.gazetteer.common.ErrorCode;

/** Errors of runs. */
public enum RunError implements ErrorCode {
  /**
   * No run, and no workflow with runs, has this name.
   *
   * <p>List the runs and use one of their names.
   */
  RUN_NOT_FOUND(404),
  /**
   * The run has already ended.
   *
   * <p>Nothing: there is nothing to stop.
   */
  RUN_ALREADY_FINISHED(409),
  /**
   * As many runs of the workflow as {@code gazetteer.run.queue-limit} allows are queued.
   *
   * <p>Wait for them, or stop some.
   */
  RUN_QUEUE_FULL(429, 30),
  /**
   * No code of this instance can execute a run of this kind.
   *
   * <p>Update all instances to the same version.
   */
  RUN_KIND_UNKNOWN(500),
  /**
   * The plan of the run contains no scope.
   *
   * <p>Report the bug with the run's log.
   */
  RUN_NOTHING_TO_DO(500),
  /**
   * Workers died several times at the same scope.
   *
   * <p>Check the service's log and memory, then run again.
   */
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
