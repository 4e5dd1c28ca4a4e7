package io.gazetteer.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One action of one user. Immutable. */
@Entity
@Immutable
@Table(name = "audit_event")
class AuditEvent {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @NotNull
  @Column(updatable = false)
  private Instant at;

  @NotNull
  @Column(updatable = false)
  private String who;

  @NotNull
  @Column(updatable = false)
  private String action;

  @NotNull
  @Column(updatable = false)
  private String what;

  AuditEvent() {}

  AuditEvent(Instant at, String who, String action, String what) {
    this.at = at;
    this.who = who;
    this.action = action;
    this.what = what;
  }
}
