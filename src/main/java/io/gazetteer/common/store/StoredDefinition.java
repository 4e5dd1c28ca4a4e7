package io.gazetteer.common.store;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/** Columns that the tables of definitions share: version, owner, times of creation and change. */
@MappedSuperclass
public abstract class StoredDefinition {

  @Version private Long version;

  @NotNull
  @Column(updatable = false)
  private Instant createdAt;

  @NotNull private String createdBy;

  @NotNull private Instant updatedAt;

  /** For Hibernate. */
  protected StoredDefinition() {}

  /** Starts a definition; {@link #changed} must follow before it is stored. */
  protected StoredDefinition(String createdBy, Instant createdAt) {
    this.createdBy = createdBy;
    this.createdAt = createdAt;
  }

  /** Records the time of a change. */
  protected final void changed(Instant now) {
    updatedAt = now;
  }

  protected final void ownedBy(String username) {
    createdBy = username;
  }

  /** Number of changes since it was stored first. */
  protected final long version() {
    return version;
  }

  protected final Instant createdAt() {
    return createdAt;
  }

  /** User name of the owner. */
  protected final String createdBy() {
    return createdBy;
  }

  protected final Instant updatedAt() {
    return updatedAt;
  }
}
