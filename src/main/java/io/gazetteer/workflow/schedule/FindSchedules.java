package io.gazetteer.workflow.schedule;

import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Reads schedules and the outcomes of their due times. Callers need the permission READ_WORKFLOW.
 */
@ApplicationScoped
public class FindSchedules {

  private static final int MAX_DUE_TIMES = 1_000;

  @Inject Access access;
  @Inject ScheduleRepository schedules;
  @Inject DueTimeRepository dueTimes;

  /** Returns all schedules, by workflow name. */
  public List<Schedule> all() {
    access.check(Action.READ_WORKFLOW);
    return schedules.all();
  }

  /** Returns the schedules of a workflow, the one in its annotations first. */
  public List<Schedule> ofWorkflow(String workflowName) {
    access.check(Action.READ_WORKFLOW);
    return schedules.of(workflowName);
  }

  /**
   * Returns the schedule of a name such as {@code atlan-postgres-1700000000-cron}.
   *
   * @throws AppException SCHEDULE_NOT_FOUND
   */
  public Schedule byName(String name) {
    access.check(Action.READ_WORKFLOW);
    return schedules
        .byName(name)
        .or(() -> schedules.byName(name + Schedule.NAME_SUFFIX))
        .orElseThrow(
            () ->
                new AppException(
                    ScheduleError.SCHEDULE_NOT_FOUND, "There is no schedule named " + name));
  }

  /** Returns the latest due times of a workflow, newest first. */
  public List<DueTime> dueTimesOf(String workflowName, int limit) {
    access.check(Action.READ_WORKFLOW);
    return dueTimes.ofWorkflow(workflowName, limit);
  }

  /**
   * Returns the due times of a range, oldest first, at most 1000.
   *
   * @param started true = those that started a run; false = those that were skipped or missed
   * @param from start of the range, inclusive; ISO-8601 with an offset
   * @param to end of the range, exclusive; likewise
   * @throws AppException SCHEDULE_INVALID naming each invalid time, also if the range ends before
   *     it starts
   */
  public List<DueTime> dueBetween(boolean started, String from, String to) {
    access.check(Action.READ_WORKFLOW);
    FieldErrors errors = new FieldErrors();
    Optional<Instant> first = time("startDate", from, errors);
    Optional<Instant> end = time("endDate", to, errors);
    if (first.isPresent() && end.isPresent() && end.get().isBefore(first.get())) {
      errors.add("endDate", "must not lie before startDate");
    }
    errors.throwIfAny(ScheduleError.SCHEDULE_INVALID);
    return dueTimes.between(started, first.orElseThrow(), end.orElseThrow(), MAX_DUE_TIMES);
  }

  private static Optional<Instant> time(String field, String text, FieldErrors errors) {
    // An unescaped plus arrives as a space.
    String plain = text == null ? "" : text.strip().replace(' ', '+');
    try {
      return Optional.of(
          plain.matches("\\d{4}-\\d\\d-\\d\\d")
              ? LocalDate.parse(plain).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(plain).toInstant());
    } catch (DateTimeException notTime) {
      errors.add(field, "must be a time such as 2024-03-25T16:30:00.000+05:30");
      return Optional.empty();
    }
  }
}
