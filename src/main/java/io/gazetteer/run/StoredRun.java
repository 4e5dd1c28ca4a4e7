package io.gazetteer.run;

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
  private String workflowName;
  private String kind;

  @JdbcTypeCode(SqlTypes.JSON)
  private RunOptions options;

  @Enumerated(EnumType.STRING)
  private RunState state;

  private String requestedById;
  private String requestedBy;
  private boolean degraded;
  private String message;
  private int attempts;
  private long knownObjects;
  private long doneObjects;
  private long created;
  private long changed;
  private long archived;
  private long unchanged;
  private Instant createdAt;
  private Instant startedAt;
  private Instant finishedAt;
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
