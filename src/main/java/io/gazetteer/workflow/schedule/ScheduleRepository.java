package io.gazetteer.workflow.schedule;

import io.gazetteer.common.store.NamedLock;
import io.gazetteer.common.store.RecordRepository;
import io.gazetteer.identity.Caller;
import io.gazetteer.workflow.schedule.DueTime.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores schedules. */
@ApplicationScoped
class ScheduleRepository implements RecordRepository<StoredSchedule, Schedule.Id> {

  private static final String ALL =
      "from StoredSchedule order by id.workflowName, length(id.triggerId), id.triggerId";

  /** The one in the annotations first. */
  private static final String OF_WORKFLOW =
      "from StoredSchedule where id.workflowName = ?1 order by length(id.triggerId), id.triggerId";

  private static final String BY_NAME =
      """
      from StoredSchedule where id.workflowName || '-' || id.triggerId = ?1
      order by id.workflowName
      """;

  private static final String DUE =
      """
      select s.id from StoredSchedule s where s.nextAt <= :now
      order by s.nextAt, s.id.workflowName, s.id.triggerId
      """;

  private static final String DUE_ONE = "id = ?1 and nextAt <= ?2";

  @Inject NamedLock lock;
  @Inject DueTimeRepository dueTimes;
  @Inject Clock clock;

  @Transactional
  void save(Schedule.Id id, CronRule rule, String runKind, Caller caller, Instant nextAt) {
    if (locked(id).isEmpty()) {
      lock.hold("schedule " + id.workflowName() + " " + id.triggerId());
    }
    StoredSchedule schedule = locked(id).orElseGet(() -> new StoredSchedule(id));
    schedule.set(rule, runKind, caller, clock.instant(), nextAt);
    persist(schedule);
    settle();
  }

  private Optional<StoredSchedule> locked(Schedule.Id id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Removes a schedule; false if there is none with that id. */
  @Transactional
  boolean remove(Schedule.Id id) {
    boolean removed = deleteById(id);
    settle();
    return removed;
  }

  @Transactional
  void removeAll(String workflowName) {
    delete("id.workflowName", workflowName);
    settle();
  }

  @Transactional
  List<Schedule> all() {
    return find(ALL).stream().map(StoredSchedule::schedule).toList();
  }

  /** Returns the schedules of a workflow, the one in its annotations first. */
  @Transactional
  List<Schedule> of(String workflowName) {
    return find(OF_WORKFLOW, workflowName).stream().map(StoredSchedule::schedule).toList();
  }

  @Transactional
  Optional<Schedule> byName(String name) {
    return find(BY_NAME, name).firstResultOptional().map(StoredSchedule::schedule);
  }

  /** Returns the schedules that are due, the longest waiting first. */
  @Transactional
  List<Schedule.Id> due(Instant now) {
    return getEntityManager()
        .createQuery(DUE, Schedule.Id.class)
        .setParameter("now", now)
        .getResultList();
  }

  /**
   * Returns a due schedule, locked until the caller's transaction ends; empty if it is no longer
   * due or another replica holds the lock.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  Optional<Schedule> lockDue(Schedule.Id id, Instant now) {
    return find(DUE_ONE, id, now)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .withHint(LOCK_TIMEOUT, SKIP_LOCKED)
        .singleResultOptional()
        .map(StoredSchedule::schedule);
  }

  /** Advances a locked schedule and records the outcome of the due time. */
  @Transactional(Transactional.TxType.MANDATORY)
  void fired(Schedule schedule, Instant nextAt, DueTime due) {
    StoredSchedule stored = locked(schedule.id()).orElseThrow();
    stored.moveOn(nextAt);
    if (due.outcome() == Outcome.STARTED) {
      stored.started(due.dueAt(), due.runName().orElseThrow());
    }
    settle();
    dueTimes.record(due);
  }
}
