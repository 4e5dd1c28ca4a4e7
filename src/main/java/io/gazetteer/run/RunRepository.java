package io.gazetteer.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.SqlState;
import io.gazetteer.common.page.PageRequest;
import io.gazetteer.common.store.NamedLock;
import io.gazetteer.common.store.RecordRepository;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Sort;
import io.quarkus.panache.common.Sort.Direction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Stores runs. Each change of state is one guarded statement: of two that try the same change, one
 * succeeds.
 */
@ApplicationScoped
class RunRepository implements RecordRepository<StoredRun, Long> {

  private static final String UNFINISHED = "workflowName = ?1 and finishedAt is null";

  @Inject Jdbi jdbi;
  @Inject NamedLock lock;
  @Inject Clock clock;
  @Inject ObjectMapper json;

  /**
   * Locks the queue of a workflow until the transaction ends, so that of two that read it the
   * second sees what the first added.
   */
  void lockQueue(String workflowName) {
    lock.hold("run queue " + workflowName);
  }

  /** Queues a run; empty if the name is taken. */
  Optional<Long> insert(String name, RunRequest request) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("insert_run"))
                .bind("name", name)
                .bind("uid", UUID.randomUUID())
                .bind("workflowName", request.workflowName())
                .bind("kind", request.kind())
                .bind("options", options(request.options()))
                .bind("requestedById", request.caller().userId())
                .bind("requestedBy", request.caller().username())
                .bind("now", clock.instant())
                .mapTo(Long.class)
                .findOne());
  }

  private String options(RunOptions options) {
    try {
      return json.writeValueAsString(options);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("The options of a run cannot be written", failure);
    }
  }

  @Transactional
  Optional<Run> byName(String name) {
    return find("name", name).singleResultOptional().map(StoredRun::run);
  }

  /** The unfinished run of a workflow that goes on or comes next. */
  @Transactional
  Optional<Run> currentOf(String workflowName) {
    return find(UNFINISHED + " order by id", workflowName)
        .firstResultOptional()
        .map(StoredRun::run);
  }

  /** Number of runs of a workflow that have not ended. */
  @Transactional
  int unfinishedOf(String workflowName) {
    return Math.toIntExact(count(UNFINISHED, workflowName));
  }

  /** The newest runs of a workflow, newest first. */
  @Transactional
  List<Run> ofWorkflow(String workflowName, int limit) {
    return runs(find("workflowName = ?1 order by id desc", workflowName).page(0, limit));
  }

  @Transactional
  Collection<Run> latestOf(Collection<String> workflowNames) {
    return byIds(
            jdbi.withHandle(
                handle ->
                    handle
                        .createQuery(sql("latest_of"))
                        .bindArray("workflowNames", String.class, List.copyOf(workflowNames))
                        .mapTo(Long.class)
                        .list()))
        .values();
  }

  @Transactional
  Map<Long, Run> byIds(Collection<Long> ids) {
    return list("id in ?1", ids).stream()
        .map(StoredRun::run)
        .collect(Collectors.toMap(Run::id, Function.identity()));
  }

  /** One run more than the page holds, where there are that many. */
  @Transactional
  List<Run> page(RunFilter filter, PageRequest page) {
    boolean newestFirst = page.descending();
    StringBuilder wanted = new StringBuilder("state in :states");
    Map<String, Object> values = new HashMap<>(Map.of("states", filter.states()));
    filter
        .workflowName()
        .ifPresent(
            name -> {
              wanted.append(" and workflowName = :workflowName");
              values.put("workflowName", name);
            });
    wanted.append(" and id ").append(newestFirst ? "<" : ">").append(" :after");
    values.put("after", page.number(0, newestFirst ? Long.MAX_VALUE : 0));
    return runs(
        find(
                wanted.toString(),
                Sort.by("id", newestFirst ? Direction.Descending : Direction.Ascending),
                values)
            .page(0, page.fetchSize()));
  }

  private static List<Run> runs(PanacheQuery<StoredRun> found) {
    return found.stream().map(StoredRun::run).toList();
  }

  /**
   * Starts or resumes a run. Empty if it is final, or if an older run of its workflow has not
   * ended.
   */
  Optional<Run> start(String name) {
    try {
      Optional<Long> id =
          jdbi.withHandle(
              handle ->
                  handle
                      .createQuery(sql("start_run"))
                      .bind("name", name)
                      .bind("now", clock.instant())
                      .mapTo(Long.class)
                      .findOne());
      return id.flatMap(started -> byName(name));
    } catch (UnableToExecuteStatementException failure) {
      if (isUniqueViolation(failure)) {
        // Another run of the workflow started at the same time; this one waits.
        return Optional.empty();
      }
      throw failure;
    }
  }

  private static boolean isUniqueViolation(UnableToExecuteStatementException failure) {
    return failure.getCause() instanceof SQLException cause
        && SqlState.UNIQUE_VIOLATION.equals(cause.getSQLState());
  }

  /** Writes the final state; false if the worker has lost the run. */
  boolean finish(Run run, RunState state, boolean degraded, Optional<String> message) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(sql("finish_run"))
                    .bind("id", run.id())
                    .bind("attempt", run.attempts())
                    .bind("state", state.name())
                    .bind("degraded", degraded)
                    .bind("message", message.orElse(null))
                    .bind("now", clock.instant())
                    .execute())
        == 1;
  }

  /** Cancels a queued run; false if it is no longer queued. */
  boolean cancelPending(long id, String username) {
    return cancel("cancel_pending", id, username);
  }

  /** Requests the end of a running run; false if it does not run, or was cancelled before. */
  boolean requestCancel(long id, String username) {
    return cancel("request_cancel", id, username);
  }

  private boolean cancel(String statement, long id, String username) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(sql(statement))
                    .bind("id", id)
                    .bind("username", username)
                    .bind("now", clock.instant())
                    .execute())
        == 1;
  }

  /** Returns whether the worker still holds the run, and who cancelled it. */
  Standing standing(Run run) {
    return jdbi.withHandle(handle -> standing(handle, "standing", run));
  }

  /** Returns the same as another transaction sees it; locks it until that ends if {@code keep}. */
  Standing standing(Run run, Handle transaction, boolean keep) {
    return standing(transaction, keep ? "standing_kept" : "standing", run);
  }

  private static Standing standing(Handle handle, String statement, Run run) {
    return handle
        .createQuery(sql(statement))
        .bind("id", run.id())
        .bind("attempt", run.attempts())
        .map((row, context) -> new Standing(true, Optional.ofNullable(row.getString(1))))
        .findOne()
        .orElseGet(() -> new Standing(false, Optional.empty()));
  }

  List<String> unscheduled(String task) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(sql("unscheduled")).bind("task", task).mapTo(String.class).list());
  }

  int unscheduleFinished(String task) {
    return jdbi.withHandle(
        handle -> handle.createUpdate(sql("unschedule_finished")).bind("task", task).execute());
  }

  private static String sql(String statement) {
    return SqlFiles.of(RunRepository.class, statement);
  }

  /**
   * What a worker knows of its run.
   *
   * @param held false if another worker has taken it over, or it is final
   * @param cancelRequestedBy name of the user who cancelled it; empty if nobody did
   */
  record Standing(boolean held, Optional<String> cancelRequestedBy) {}
}
