package io.gazetteer.workflow.schedule;

import io.gazetteer.common.ErrorCode;

/** Errors of schedules. */
public enum ScheduleError implements ErrorCode {
  /**
   * The workflow does not exist or has no schedule.
   *
   * <p>Check the name, or set a schedule.
   */
  SCHEDULE_NOT_FOUND(404),
  /**
   * The cron expression, time zone or time range is invalid; the message lists every error.
   *
   * <p>Correct the fields that the message names.
   */
  SCHEDULE_INVALID(400);

  private final int status;

  ScheduleError(int status) {
    this.status = status;
  }

  @Override
  public int status() {
    return status;
  }
}
