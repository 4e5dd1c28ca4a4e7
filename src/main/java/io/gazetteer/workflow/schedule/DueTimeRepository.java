package io.gazetteer.workflow.schedule;

import io.gazetteer.common.store.RecordRepository;
import io.gazetteer.workflow.schedule.DueTime.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Stores what became of due times. */
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

  /** Records what became of a due time; what was recorded first stands. */
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

  /** The last due times of a workflow, newest first. */
  @Transactional
  List<DueTime> ofWorkflow(String workflowName, int limit) {
    return find(OF_WORKFLOW, workflowName).page(0, limit).stream()
        .map(StoredDueTime::dueTime)
        .toList();
  }

  /** Due times in a period that started a run, or that did not; oldest first. */
  @Transactional
  List<DueTime> between(boolean started, Instant from, Instant to, int limit) {
    return find(BETWEEN.formatted(started ? "=" : "<>"), from, to, Outcome.STARTED)
        .page(0, limit)
        .stream()
        .map(StoredDueTime::dueTime)
        .toList();
  }

  /** Deletes what is too old to be asked for. */
  @Transactional
  void purge(Instant before) {
    delete("id.dueAt < ?1", before);
    settle();
  }
}
