package io.gazetteer.workflow.schedule;

import io.gazetteer.identity.Caller;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** A schedule as it is stored; outside its repository it is a {@link Schedule}. */
@Entity
@Table(name = "schedule")
class StoredSchedule {

  @EmbeddedId
  @AttributeOverride(name = "workflowName", column = @Column(name = "workflow_name"))
  @AttributeOverride(name = "triggerId", column = @Column(name = "trigger_id"))
  private Schedule.Id id;

  @Version private Long version;

  @NotNull private String cron;

  @NotNull
  @Column(name = "time_zone")
  private String timeZone;

  @NotNull
  @Column(name = "run_kind")
  private String runKind;

  @NotNull
  @Column(name = "set_at")
  private Instant setAt;

  @NotNull
  @Column(name = "set_by_id")
  private String setById;

  @NotNull
  @Column(name = "set_by")
  private String setBy;

  @NotNull
  @Column(name = "next_at")
  private Instant nextAt;

  @Column(name = "last_at")
  private Instant lastAt;

  @Column(name = "last_run_name")
  private String lastRunName;

  StoredSchedule() {}

  StoredSchedule(Schedule.Id id) {
    this.id = id;
  }

  /** The same rule again keeps the time that is next, also one that is due already. */
  void set(CronRule rule, String runKind, Caller caller, Instant now, Instant next) {
    String zone = rule.zone().getId();
    if (!rule.cron().equals(cron) || !zone.equals(timeZone)) {
      cron = rule.cron();
      timeZone = zone;
      setAt = now;
      nextAt = next;
    }
    this.runKind = runKind;
    setById = caller.userId();
    setBy = caller.username();
  }

  void moveOn(Instant next) {
    nextAt = next;
  }

  /** Notes the last run that it started. */
  void started(Instant dueAt, String runName) {
    lastAt = dueAt;
    lastRunName = runName;
  }

  Schedule schedule() {
    return new Schedule(
        id,
        new CronRule(cron, ZoneId.of(timeZone)),
        runKind,
        setAt,
        new Caller(setById, setBy),
        nextAt,
        Optional.ofNullable(lastAt),
        Optional.ofNullable(lastRunName));
  }
}
