package io.gazetteer.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.SqlState;
import io.gazetteer.common.page.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Runs in the store. Each change of state is one guarded statement, so two who try the same see one
 * of them win.
 */
@ApplicationScoped
class RunStore {

  @Inject Jdbi jdbi;
  @Inject Clock clock;
  @Inject ObjectMapper json;

  /**
   * Holds the queue of a workflow until the end of the transaction, so that of two who look at it
   * the second one sees what the first one put in.
   */
  void lockQueue(String workflowName) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(sql("lock_queue"))
                .bind("workflowName", workflowName)
                .map((row, context) -> true)
                .one());
  }

  /** Puts a run in the queue; empty when the name is taken. */
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
      throw new IllegalStateException("Options that cannot be written", failure);
    }
  }

  Optional<Run> byName(String name) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(sql("run_by_name")).bind("name", name).map(RunRows::run).findOne());
  }

  /** The unfinished run of a workflow that goes on or comes next. */
  Optional<Run> currentOf(String workflowName) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("current_of"))
                .bind("workflowName", workflowName)
                .map(RunRows::run)
                .findOne());
  }

  /** How many runs of a workflow have not ended. */
  int unfinishedOf(String workflowName) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("unfinished_of"))
                .bind("workflowName", workflowName)
                .mapTo(Integer.class)
                .one());
  }

  List<Run> ofWorkflow(String workflowName, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("runs_of_workflow"))
                .bind("workflowName", workflowName)
                .bind("limit", limit)
                .map(RunRows::run)
                .list());
  }

  List<Run> latestOf(Collection<String> workflowNames) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("latest_of"))
                .bindArray("workflowNames", String.class, List.copyOf(workflowNames))
                .map(RunRows::run)
                .list());
  }

  List<Run> page(RunFilter filter, PageRequest page) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql(page.descending() ? "newest_first" : "oldest_first"))
                .bind("after", page.number(0, page.descending() ? Long.MAX_VALUE : 0))
                .bind("workflowName", filter.workflowName().orElse(null))
                .bindArray(
                    "states", String.class, filter.states().stream().map(Enum::name).toArray())
                .bind("limit", page.fetchSize())
                .map(RunRows::run)
                .list());
  }

  /**
   * Takes a run up. Empty when it is final, or when an older run of its workflow is not done yet.
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
        // Another run of the workflow started in the same instant; this one waits its turn.
        return Optional.empty();
      }
      throw failure;
    }
  }

  private static boolean isUniqueViolation(UnableToExecuteStatementException failure) {
    return failure.getCause() instanceof SQLException cause
        && SqlState.UNIQUE_VIOLATION.equals(cause.getSQLState());
  }

  /** Writes the final state; false when the run is lost. */
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

  /** Ends a run that waits; false when it does not wait any more. */
  boolean cancelPending(long id, String username) {
    return cancel("cancel_pending", id, username);
  }

  /** Asks for the end of a run that goes on; false when it does not, or was asked before. */
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

  /** Whether the worker still holds the run, and who asked to end it. */
  Standing standing(Run run) {
    return jdbi.withHandle(handle -> standing(handle, "standing", run));
  }

  /** Likewise, as a transaction of somebody else sees it; kept so until its end where asked for. */
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
    return SqlFiles.of(RunStore.class, statement);
  }

  /**
   * How a worker stands with its run.
   *
   * @param held false when another worker took it up, or it is final
   * @param cancelRequestedBy user name; empty when nobody asked to end it
   */
  record Standing(boolean held, Optional<String> cancelRequestedBy) {}
}
