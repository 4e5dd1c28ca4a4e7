package io.gazetteer.run;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A run with its totals as it is stored; outside its repository it is a {@link Run}. Read only: a
 * run changes through guarded statements.
 */
@Entity
@Immutable
@Table(name = "run_with_totals")
class StoredRun {

  @Id private long id;

  private String name;

  private UUID uid;

  @Column(name = "workflow_name")
  private String workflowName;

  private String kind;

  @JdbcTypeCode(SqlTypes.JSON)
  private RunOptions options;

  @Enumerated(EnumType.STRING)
  private RunState state;

  @Column(name = "requested_by_id")
  private String requestedById;

  @Column(name = "requested_by")
  private String requestedBy;

  private boolean degraded;

  private String message;

  private int attempts;

  @Column(name = "known_objects")
  private long knownObjects;

  @Column(name = "done_objects")
  private long doneObjects;

  private long created;

  private long changed;

  private long archived;

  private long unchanged;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "started_at")
  private Instant startedAt;

  @Column(name = "finished_at")
  private Instant finishedAt;

  @Column(name = "cancel_requested_at")
  private Instant cancelRequestedAt;

  StoredRun() {}

  Run run() {
    return new Run(
        id,
        name,
        uid,
        workflowName,
        kind,
        options,
        state,
        requestedById,
        requestedBy,
        degraded,
        Optional.ofNullable(message),
        attempts,
        knownObjects,
        doneObjects,
        created,
        changed,
        archived,
        unchanged,
        createdAt,
        Optional.ofNullable(startedAt),
        Optional.ofNullable(finishedAt),
        Optional.ofNullable(cancelRequestedAt));
  }
}
