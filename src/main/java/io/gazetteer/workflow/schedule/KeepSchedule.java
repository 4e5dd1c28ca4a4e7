package io.gazetteer.workflow.schedule;

import io.gazetteer.common.AppException;
import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Stores the schedules of a workflow in the caller's transaction. Does not check access; the
 * calling use cases have done so.
 */
@ApplicationScoped
public class KeepSchedule {

  private static final int MAX_SCHEDULES = 20;

  @Inject ScheduleRepository schedules;
  @Inject Clock clock;

  /**
   * Sets the schedule in the annotations. Idempotent: with the same rule, a due time stays due.
   *
   * @param rule empty = no schedule
   * @param caller on whose behalf runs are requested
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void set(String workflowName, Optional<CronRule> rule, String runKind, Caller caller) {
    Schedule.Id id = Schedule.Id.inAnnotations(workflowName);
    rule.flatMap(wanted -> wanted.next(clock.instant()))
        .ifPresentOrElse(
            next -> schedules.save(id, rule.get(), runKind, caller, next),
            () -> removeWithOthers(id));
  }

  // A client that removes the schedule from the annotations expects no scheduled runs at all.
  private void removeWithOthers(Schedule.Id id) {
    if (schedules.remove(id)) {
      schedules.removeAll(id.workflowName());
    }
  }

  /**
   * Adds a schedule beside the one in the annotations.
   *
   * @return the new schedule
   * @throws AppException SCHEDULE_INVALID if the rule is never due or the workflow has too many
   *     schedules
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Schedule add(String workflowName, CronRule rule, String runKind, Caller caller) {
    Set<Schedule.Id> taken =
        schedules.of(workflowName).stream().map(Schedule::id).collect(Collectors.toSet());
    int number = 2;
    while (taken.contains(Schedule.Id.further(workflowName, number))) {
      number++;
    }
    if (number > MAX_SCHEDULES) {
      throw new AppException(
          ScheduleError.SCHEDULE_INVALID,
          "A workflow has at most " + MAX_SCHEDULES + " schedules. Remove one first");
    }
    Instant next =
        rule.next(clock.instant())
            .orElseThrow(
                () ->
                    new AppException(ScheduleError.SCHEDULE_INVALID, "cron: never matches a date"));
    Schedule.Id id = Schedule.Id.further(workflowName, number);
    schedules.save(id, rule, runKind, caller, next);
    return schedules.of(workflowName).stream()
        .filter(schedule -> schedule.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Removes one schedule and keeps the others of its workflow. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void remove(Schedule schedule) {
    schedules.remove(schedule.id());
  }

  @Transactional(Transactional.TxType.MANDATORY)
  public void removeAll(String workflowName) {
    schedules.removeAll(workflowName);
  }
}
