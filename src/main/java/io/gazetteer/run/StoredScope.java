package io.gazetteer.run;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/**
 * A scope as it is stored; outside its repository it is a {@link RunScope}. Read only: a scope
 * changes through guarded statements.
 */
@Entity
@Immutable
@Table(name = "run_scope")
class StoredScope {

  @Id private long id;

  private long runId;
  private String name;
  private int position;

  @Enumerated(EnumType.STRING)
  private ScopeState state;

  private long knownObjects;
  private long doneObjects;
  private int attempts;
  private long created;
  private long changed;
  private long archived;
  private long unchanged;
  private List<String> warnings;
  private String errorCode;
  private String errorMessage;
  private Instant startedAt;
  private Instant finishedAt;

  StoredScope() {}

  RunScope scope() {
    return new RunScope(
        id,
        runId,
        name,
        position,
        state,
        knownObjects,
        doneObjects,
        attempts,
        created,
        changed,
        archived,
        unchanged,
        List.copyOf(warnings),
        Optional.ofNullable(errorCode),
        Optional.ofNullable(errorMessage),
        Optional.ofNullable(startedAt),
        Optional.ofNullable(finishedAt));
  }
}
