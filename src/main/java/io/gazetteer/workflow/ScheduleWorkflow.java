package io.gazetteer.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.Faults;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import io.gazetteer.workflow.schedule.CronRule;
import io.gazetteer.workflow.schedule.KeepSchedule;
import io.gazetteer.workflow.schedule.ScheduleError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Gives a workflow a schedule, another one, or none, and changes nothing else of it. */
@ApplicationScoped
public class ScheduleWorkflow {

  @Inject Access access;
  @Inject WorkflowStore workflows;
  @Inject KeepSchedule keepSchedule;

  /**
   * Lets a workflow run by itself. Asking again for the same changes nothing.
   *
   * @param cron five fields, as in Unix
   * @param timeZone name in the IANA database; blank = UTC
   * @throws io.gazetteer.common.AppException WORKFLOW_NOT_FOUND; SCHEDULE_INVALID naming the
   *     expression and the time zone where they are none
   */
  @Transactional
  public CronRule set(String name, String cron, String timeZone) {
    Caller caller = access.check(Action.WRITE_WORKFLOW);
    Faults faults = new Faults();
    Optional<CronRule> rule = CronRule.read(cron, "cron", timeZone, "timezone", faults);
    faults.throwIfAny(ScheduleError.SCHEDULE_INVALID);
    keep(name, rule, caller);
    return rule.orElseThrow();
  }

  /**
   * Lets a workflow run only when asked. It may have no schedule already.
   *
   * @throws io.gazetteer.common.AppException WORKFLOW_NOT_FOUND
   */
  @Transactional
  public void remove(String name) {
    keep(name, Optional.empty(), access.check(Action.WRITE_WORKFLOW));
  }

  private void keep(String name, Optional<CronRule> rule, Caller caller) {
    workflows.lockName(name);
    Workflow workflow = workflows.inUse(name).orElseThrow(() -> FindWorkflows.notFound(name));
    ObjectNode definition = workflow.definition().deepCopy();
    ObjectNode annotations = definition.withObject("/metadata/annotations");
    annotations.remove(WorkflowWire.SCHEDULE);
    annotations.remove(WorkflowWire.TIME_ZONE);
    rule.ifPresent(
        wanted ->
            annotations
                .put(WorkflowWire.SCHEDULE, wanted.cron())
                .put(WorkflowWire.TIME_ZONE, wanted.zone().getId()));
    if (!definition.equals(workflow.definition())) {
      workflows.redefine(name, definition);
    }
    keepSchedule.set(name, rule, DeleteConnectionPackage.kindOf(workflow.templateName()), caller);
  }
}
