package io.gazetteer.workflow.schedule;

import io.gazetteer.common.AppException;
import io.gazetteer.common.Faults;
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

/** Reads schedules and what became of them, for whoever may READ_WORKFLOW. */
@ApplicationScoped
public class FindSchedules {

  private static final int MAX_DUE_TIMES = 1_000;

  @Inject Access access;
  @Inject ScheduleRepository schedules;
  @Inject DueTimeRepository dueTimes;

  public List<Schedule> all() {
    access.check(Action.READ_WORKFLOW);
    return schedules.all();
  }

  /** The schedules of a workflow, the one in its annotations first; empty when it has none. */
  public List<Schedule> ofWorkflow(String workflowName) {
    access.check(Action.READ_WORKFLOW);
    return schedules.of(workflowName);
  }

  /**
   * The schedule of a name such as {@code atlan-postgres-1700000000-cron}.
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

  /** What became of the last due times of a workflow, newest first. */
  public List<DueTime> dueTimesOf(String workflowName, int limit) {
    access.check(Action.READ_WORKFLOW);
    return dueTimes.ofWorkflow(workflowName, limit);
  }

  /**
   * Due times in a range that came to a run, or that did not; oldest first, the first 1000.
   *
   * @param started true = those that started a run; false = those that were skipped or missed
   * @param from first time of the range, ISO-8601 with an offset
   * @param to first time behind the range, likewise
   * @throws AppException SCHEDULE_INVALID naming each time that is not one, also when the range
   *     ends before it begins
   */
  public List<DueTime> dueBetween(boolean started, String from, String to) {
    access.check(Action.READ_WORKFLOW);
    Faults faults = new Faults();
    Optional<Instant> first = time("startDate", from, faults);
    Optional<Instant> end = time("endDate", to, faults);
    if (first.isPresent() && end.isPresent() && end.get().isBefore(first.get())) {
      faults.add("endDate", "must not lie before startDate");
    }
    faults.throwIfAny(ScheduleError.SCHEDULE_INVALID);
    return dueTimes.between(started, first.orElseThrow(), end.orElseThrow(), MAX_DUE_TIMES);
  }

  private static Optional<Instant> time(String field, String text, Faults faults) {
    // A plus that somebody did not escape arrives as a space.
    String plain = text == null ? "" : text.strip().replace(' ', '+');
    try {
      return Optional.of(
          plain.matches("\\d{4}-\\d\\d-\\d\\d")
              ? LocalDate.parse(plain).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(plain).toInstant());
    } catch (DateTimeException notTime) {
      faults.add(field, "must be a time such as 2024-03-25T16:30:00.000+05:30");
      return Optional.empty();
    }
  }
}
