package io.gazetteer.workflow;

import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import io.gazetteer.workflow.schedule.CronRule;
import io.gazetteer.workflow.schedule.FindSchedules;
import io.gazetteer.workflow.schedule.KeepSchedule;
import io.gazetteer.workflow.schedule.Schedule;
import io.gazetteer.workflow.schedule.ScheduleError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Sets, adds and removes schedules of a workflow; changes nothing else of it. */
@ApplicationScoped
public class ScheduleWorkflow {

  @Inject Access access;
  @Inject WorkflowRepository workflows;
  @Inject ClientDocuments documents;
  @Inject KeepSchedule keepSchedule;
  @Inject FindSchedules findSchedules;

  /**
   * Sets the schedule of a workflow. Idempotent.
   *
   * @param cron five fields, as in Unix
   * @param timeZone name in the IANA database; blank = UTC
   * @throws AppException WORKFLOW_NOT_FOUND; SCHEDULE_INVALID if the expression or time zone is
   *     invalid
   */
  @Transactional
  public CronRule set(String name, String cron, String timeZone) {
    Caller caller = access.check(Action.WRITE_WORKFLOW);
    FieldErrors errors = new FieldErrors();
    Optional<CronRule> rule = CronRule.read(cron, "cron", timeZone, "timezone", errors);
    errors.throwIfAny(ScheduleError.SCHEDULE_INVALID);
    keep(name, rule, caller);
    return rule.orElseThrow();
  }

  /**
   * Adds a schedule to those of the workflow. Idempotent: an expression is not added twice for the
   * same time zone.
   *
   * @return the schedule, new or not
   * @throws AppException WORKFLOW_NOT_FOUND; SCHEDULE_INVALID if the workflow has too many
   *     schedules
   */
  @Transactional
  public Schedule add(String name, CronRule wanted) {
    Caller caller = access.check(Action.WRITE_WORKFLOW);
    Workflow workflow = locked(name);
    List<Schedule> present = findSchedules.ofWorkflow(name);
    Optional<Schedule> same =
        present.stream().filter(schedule -> schedule.rule().equals(wanted)).findFirst();
    if (same.isPresent()) {
      return same.get();
    }
    if (present.stream().anyMatch(Schedule::isInAnnotations)) {
      return keepSchedule.add(name, wanted, workflow.runKind(), caller);
    }
    keep(name, Optional.of(wanted), caller);
    return findSchedules.ofWorkflow(name).get(0);
  }

  /**
   * Removes one schedule and keeps the others.
   *
   * @param scheduleName as returned by {@link Schedule#name}
   * @throws AppException WORKFLOW_NOT_FOUND; SCHEDULE_NOT_FOUND if the workflow has no such
   *     schedule
   */
  @Transactional
  public void remove(String name, String scheduleName) {
    access.check(Action.WRITE_WORKFLOW);
    Workflow workflow = locked(name);
    Schedule schedule =
        findSchedules.ofWorkflow(name).stream()
            .filter(found -> found.name().equals(scheduleName))
            .findFirst()
            .orElseThrow(
                () ->
                    new AppException(
                        ScheduleError.SCHEDULE_NOT_FOUND,
                        "Workflow " + name + " has no schedule " + scheduleName));
    if (schedule.isInAnnotations()) {
      annotate(workflow, Optional.empty());
    }
    keepSchedule.remove(schedule);
  }

  /**
   * Removes all schedules of a workflow.
   *
   * @throws AppException WORKFLOW_NOT_FOUND
   */
  @Transactional
  public void remove(String name) {
    keep(name, Optional.empty(), access.check(Action.WRITE_WORKFLOW));
    keepSchedule.removeAll(name);
  }

  private Workflow locked(String name) {
    workflows.lockName(name);
    return workflows.inUse(name).orElseThrow(() -> FindWorkflows.notFound(name));
  }

  private void keep(String name, Optional<CronRule> rule, Caller caller) {
    Workflow workflow = locked(name);
    annotate(workflow, rule);
    keepSchedule.set(name, rule, workflow.runKind(), caller);
  }

  private void annotate(Workflow workflow, Optional<CronRule> rule) {
    String document = documents.withSchedule(workflow.document(), rule);
    if (!document.equals(workflow.document())) {
      workflows.redefine(workflow.name(), document);
    }
  }
}
