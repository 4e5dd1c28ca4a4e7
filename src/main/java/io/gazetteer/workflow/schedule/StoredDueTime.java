package io.gazetteer.workflow.schedule;

import io.gazetteer.workflow.schedule.DueTime.Outcome;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A due time as it is stored; outside its repository it is a {@link DueTime}. */
@Entity
@Immutable
@Table(name = "schedule_due")
class StoredDueTime {

  /** A time counts once per workflow, even if several schedules match it. */
  @Embeddable
  record Id(String workflowName, Instant dueAt) {}

  @EmbeddedId private Id id;

  @NotNull
  @Enumerated(EnumType.STRING)
  private Outcome outcome;

  private String runName;

  @NotNull @Column private Instant decidedAt;

  StoredDueTime() {}

  DueTime dueTime() {
    return new DueTime(id.workflowName(), id.dueAt(), outcome, Optional.ofNullable(runName));
  }
}
