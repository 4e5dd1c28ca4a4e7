package io.gazetteer.publish;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Optional;

/**
 * A publication as it is stored; outside its repository it is a {@link Publication}. It has no
 * version: each change of its state is one statement that names the states it may start from.
 */
@Entity
@Table(name = "publication")
class StoredPublication {

  // Named, as the column is that of the association too.
  @Id
  @Column(name = "run_id")
  private long runId;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "run_id", insertable = false, updatable = false)
  private RunName run;

  @NotNull
  @Column(name = "workflow_name")
  private String workflow;

  @NotNull private String connectorName;

  @NotNull
  @Column(name = "store_name")
  private String store;

  @NotNull
  @Embedded
  @AttributeOverride(name = "runs", column = @Column(name = "keep_runs"))
  @AttributeOverride(name = "days", column = @Column(name = "keep_days"))
  private Publication.Keep keep;

  @NotNull
  @Enumerated(EnumType.STRING)
  private Publication.State state;

  @Column(name = "by_run_id")
  private long byRunId;

  @ManyToOne(fetch = FetchType.LAZY)
  @JoinColumn(name = "by_run_id", insertable = false, updatable = false)
  private RunName byRun;

  @Min(0)
  private long files;

  @Min(0)
  private long rows;

  @Min(0)
  private long bytes;

  private String errorCode;
  private String errorMessage;

  @NotNull private Instant at;

  StoredPublication() {}

  StoredPublication(long runId, String workflow, String connectorName) {
    this.runId = runId;
    this.workflow = workflow;
    this.connectorName = connectorName;
  }

  /** Begins with the current settings, also if it was begun before. */
  void begin(String newStore, Publication.Keep newKeep, Instant now) {
    store = newStore;
    keep = newKeep;
    state = Publication.State.PENDING;
    byRunId = runId;
    errorCode = null;
    errorMessage = null;
    at = now;
  }

  Publication publication() {
    return new Publication(
        runId,
        run.name(),
        workflow,
        connectorName,
        store,
        keep,
        state,
        byRun.name(),
        isUnpublished() && byRun.isFinished(),
        files,
        rows,
        bytes,
        Optional.ofNullable(errorCode),
        Optional.ofNullable(errorMessage),
        at);
  }

  private boolean isUnpublished() {
    return state == Publication.State.FAILED || state == Publication.State.PENDING;
  }

  /** Whether nobody can publish it any more, and that for a while. */
  boolean isGivenUpSince(Instant time) {
    return isUnpublished() && run.isFinished() && at.isBefore(time);
  }

  boolean is(Publication.State wanted) {
    return state == wanted;
  }

  boolean isBefore(Instant time) {
    return at.isBefore(time);
  }
}
