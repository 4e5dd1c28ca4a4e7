package io.gazetteer.publish;

import io.gazetteer.common.ErrorCode;
import io.gazetteer.common.store.RecordRepository;
import io.gazetteer.publish.Publication.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stores publications. Each change of state is one guarded statement. */
@ApplicationScoped
class PublicationRepository implements RecordRepository<StoredPublication, Long> {

  private static final String WITH_RUNS =
      "from StoredPublication p join fetch p.run join fetch p.byRun ";

  private static final String OF_STORE =
      WITH_RUNS + "where p.workflow = ?1 and p.store = ?2 and p.state <> ?3 order by p.runId desc";

  private static final List<State> UNPUBLISHED = List.of(State.PENDING, State.FAILED);

  private static final String BEGIN_AGAIN =
      """
      state = :to, errorCode = null, errorMessage = null, at = :now
      where runId = :runId and state in :from
      """;

  private static final String PUBLISHED =
      """
      state = :to, files = :files, rows = :rows, bytes = :bytes, at = :now
      where runId = :runId and state = :from
      """;

  private static final String FAILED =
      """
      state = :to, errorCode = :code, errorMessage = :message, at = :now
      where runId = :runId and state in :from
      """;

  /** Unless a run that has not ended is at it. */
  private static final String HAND_OVER =
      """
      update StoredPublication p set p.byRunId = :byRunId
      where p.runId = :runId and p.state in :from
        and exists (select 1 from RunName r where r.id = p.byRunId and r.finishedAt is not null)
      """;

  private static final String REMOVING =
      """
      state = :to, errorCode = null, errorMessage = null, at = :now
      where runId = :runId and state <> :removed
      """;

  private static final String REMOVED =
      "state = :to, at = :now where runId = :runId and state = :from";

  private final Clock clock;

  @Inject
  PublicationRepository(Clock clock) {
    this.clock = clock;
  }

  /** Begins what a run is to publish, again if it was begun before. */
  @Transactional
  void begin(
      long runId, String workflow, String connectorName, String store, Publication.Keep keep) {
    StoredPublication publication =
        findByIdOptional(runId, LockModeType.PESSIMISTIC_WRITE)
            .orElseGet(() -> new StoredPublication(runId, workflow, connectorName));
    publication.begin(store, keep, clock.instant());
    persist(publication);
    settle();
  }

  /** False when there is nothing to publish any more. */
  @Transactional
  boolean beginAgain(long runId) {
    return change(
        BEGIN_AGAIN,
        Map.of("runId", runId, "to", State.PENDING, "from", UNPUBLISHED, "now", clock.instant()));
  }

  @Transactional
  void published(long runId, Manifest manifest) {
    change(
        PUBLISHED,
        Map.of(
            "runId",
            runId,
            "to",
            State.PUBLISHED,
            "from",
            State.PENDING,
            "files",
            (long) manifest.files().size(),
            "rows",
            manifest.rows(),
            "bytes",
            manifest.bytes(),
            "now",
            clock.instant()));
  }

  @Transactional
  void failed(long runId, ErrorCode code, String message) {
    change(
        FAILED,
        Map.of(
            "runId",
            runId,
            "to",
            State.FAILED,
            "from",
            UNPUBLISHED,
            "code",
            code.name(),
            "message",
            message,
            "now",
            clock.instant()));
  }

  @Transactional
  Optional<Publication> find(String run) {
    return find(WITH_RUNS + "where p.run.name = ?1", run)
        .singleResultOptional()
        .map(StoredPublication::publication);
  }

  /** What a run was asked to publish of another one. */
  @Transactional
  Optional<Publication> ofRun(long runId) {
    return find(WITH_RUNS + "where p.byRunId = ?1", runId)
        .singleResultOptional()
        .map(StoredPublication::publication);
  }

  /** Makes another run publish it; false where that cannot be, or one is at it. */
  @Transactional
  boolean handOver(long runId, long byRunId) {
    return change(HAND_OVER, Map.of("runId", runId, "byRunId", byRunId, "from", UNPUBLISHED));
  }

  /**
   * What is to be deleted from a publication's store, oldest first: those beyond the newest
   * published ones or too old, but never the newest; those that failed so long ago that nobody can
   * publish them any more; and those that were left half deleted.
   */
  @Transactional
  List<Publication> expired(Publication newest, Duration failedAge) {
    Instant now = clock.instant();
    Publication.Keep keep = newest.keep();
    Instant oldest = keep.days() == 0 ? Instant.EPOCH : now.minus(Duration.ofDays(keep.days()));
    List<Publication> expired = new ArrayList<>();
    int published = 0;
    for (StoredPublication each :
        list(OF_STORE, newest.workflow(), newest.store(), State.REMOVED)) {
      boolean expires;
      if (each.is(State.PUBLISHED)) {
        published++;
        expires = published > keep.runs() || published > 1 && each.isBefore(oldest);
      } else {
        expires = each.is(State.REMOVING) || each.isGivenUpSince(now.minus(failedAge));
      }
      if (expires) {
        expired.add(each.publication());
      }
    }
    Collections.reverse(expired);
    return expired;
  }

  @Transactional
  boolean removing(long runId) {
    return change(
        REMOVING,
        Map.of(
            "runId",
            runId,
            "to",
            State.REMOVING,
            "removed",
            State.REMOVED,
            "now",
            clock.instant()));
  }

  @Transactional
  boolean removed(long runId) {
    return change(
        REMOVED,
        Map.of(
            "runId", runId, "to", State.REMOVED, "from", State.REMOVING, "now", clock.instant()));
  }

  private boolean change(String statement, Map<String, Object> parameters) {
    boolean changed = update(statement, parameters) == 1;
    settle();
    return changed;
  }
}
