package io.gazetteer.workflow.schedule;

import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/**
 * Gives a workflow a schedule, another one or none, as part of somebody else's transaction. It
 * checks no access: the use cases that call it have done so.
 */
@ApplicationScoped
public class KeepSchedule {

  @Inject ScheduleStore schedules;
  @Inject Clock clock;

  /**
   * Makes the schedule be the given one. The same rule again changes nothing, so that a time that
   * is due stays due.
   *
   * @param rule empty = no schedule
   * @param runKind kind of the runs to ask for
   * @param caller in whose name
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void set(String workflowName, Optional<CronRule> rule, String runKind, Caller caller) {
    rule.flatMap(wanted -> wanted.next(clock.instant()))
        .ifPresentOrElse(
            next -> schedules.save(workflowName, rule.get(), runKind, caller, next),
            () -> schedules.remove(workflowName));
  }
}
