package io.gazetteer.workflow.schedule;

import io.gazetteer.common.store.RecordRepository;
import io.gazetteer.workflow.schedule.DueTime.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Stores the outcomes of due times. */
@ApplicationScoped
class DueTimeRepository implements RecordRepository<StoredDueTime, StoredDueTime.Id> {

  private static final String RECORD =
      """
      insert into StoredDueTime (id.workflowName, id.dueAt, outcome, runName, decidedAt)
      values (:workflowName, :dueAt, :outcome, :runName, :now)
      on conflict (id.workflowName, id.dueAt) do nothing
      """;

  private static final String OF_WORKFLOW = "id.workflowName = ?1 order by id.dueAt desc";

  private static final String BETWEEN =
      "id.dueAt >= ?1 and id.dueAt < ?2 and outcome %s ?3 order by id.dueAt, id.workflowName";

  @Inject Clock clock;

  /** Records an outcome. Idempotent: the first record of a due time is kept. */
  @Transactional
  void record(DueTime due) {
    getEntityManager()
        .createQuery(RECORD)
        .setParameter("workflowName", due.workflowName())
        .setParameter("dueAt", due.dueAt())
        .setParameter("outcome", due.outcome())
        .setParameter("runName", due.runName().orElse(null))
        .setParameter("now", clock.instant())
        .executeUpdate();
  }

  /** Returns the latest due times of a workflow, newest first. */
  @Transactional
  List<DueTime> ofWorkflow(String workflowName, int limit) {
    return find(OF_WORKFLOW, workflowName).page(0, limit).stream()
        .map(StoredDueTime::dueTime)
        .toList();
  }

  /**
   * Returns the due times of a period, oldest first.
   *
   * @param started whether to return those that started a run or those that did not
   * @param from inclusive
   * @param to exclusive
   */
  @Transactional
  List<DueTime> between(boolean started, Instant from, Instant to, int limit) {
    return find(BETWEEN.formatted(started ? "=" : "<>"), from, to, Outcome.STARTED)
        .page(0, limit)
        .stream()
        .map(StoredDueTime::dueTime)
        .toList();
  }

  /** Deletes due times before that one. */
  @Transactional
  void purge(Instant before) {
    delete("id.dueAt < ?1", before);
    settle();
  }
}
