package io.gazetteer.workflow.schedule;

import io.gazetteer.common.ErrorCode;

/** Faults of schedules. */
public enum ScheduleError implements ErrorCode {
  /** The workflow has no schedule, or there is no such workflow. */
  SCHEDULE_NOT_FOUND(404),
  /** The cron expression, the time zone or a range of times is not one; all faults are listed. */
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
