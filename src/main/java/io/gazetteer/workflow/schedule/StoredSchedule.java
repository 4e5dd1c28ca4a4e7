package io.gazetteer.workflow.schedule;

import io.gazetteer.identity.Caller;
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

  @EmbeddedId private Schedule.Id id;

  @Version private Long version;

  @NotNull private String cron;

  @NotNull private String timeZone;

  @NotNull private String runKind;

  @NotNull private Instant setAt;

  @NotNull private String setById;

  @NotNull private String setBy;

  @NotNull private Instant nextAt;

  private Instant lastAt;
  private String lastRunName;

  StoredSchedule() {}

  StoredSchedule(Schedule.Id id) {
    this.id = id;
  }

  /** Sets the rule. With the same rule the next due time is kept, even if it is in the past. */
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

  /** Sets the next due time. */
  void moveOn(Instant next) {
    nextAt = next;
  }

  /** Records the latest run that it started. */
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
