package io.gazetteer.run;

import io.gazetteer.common.ErrorCode;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.store.RecordRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/**
 * Stores scopes of runs. Each write names the run and the attempt of the worker; it changes
 * nothing, and reports that, once another worker has resumed the run.
 */
@ApplicationScoped
class ScopeRepository implements RecordRepository<StoredScope, Long> {

  private static final ScopeOutcome NOTHING = new ScopeOutcome(0, 0, 0, 0, List.of());

  @Inject Jdbi jdbi;
  @Inject Clock clock;

  /** The scopes of a run in the order of work. */
  @Transactional
  List<RunScope> of(long runId) {
    return find("runId = ?1 order by position", runId).stream().map(StoredScope::scope).toList();
  }

  /** Stores the plan; false if the worker has lost the run. */
  boolean insert(Run run, List<PlannedScope> plan) {
    List<String> names = plan.stream().map(PlannedScope::name).toList();
    List<Long> known = plan.stream().map(PlannedScope::knownObjects).toList();
    int stored =
        write(
            "insert_scopes",
            run,
            update ->
                update
                    .bindArray("names", String.class, names)
                    .bindArray("known", Long.class, known));
    return stored == plan.size();
  }

  /** Starts or restarts a scope; false if the worker has lost the run. */
  boolean begin(Run run, RunScope scope) {
    return 1
        == write(
            "begin_scope",
            run,
            update -> update.bind("id", scope.id()).bind("now", clock.instant()));
  }

  /** Writes the progress of a scope; false if the worker has lost the run. */
  boolean progress(Run run, RunScope scope, long doneObjects, long knownObjects) {
    return 1
        == write(
            "progress",
            run,
            update ->
                update
                    .bind("id", scope.id())
                    .bind("done", doneObjects)
                    .bind("known", knownObjects));
  }

  /**
   * Ends a scope as COMPLETE, or with warnings as DEGRADED; false if the worker has lost the run.
   */
  boolean finish(Run run, RunScope scope, ScopeOutcome outcome) {
    ScopeState state = outcome.warnings().isEmpty() ? ScopeState.COMPLETE : ScopeState.DEGRADED;
    return end(run, scope, state, outcome, null, null);
  }

  /** Ends a scope as FAILED; false if the worker has lost the run. */
  boolean fail(Run run, RunScope scope, ErrorCode code, String message) {
    return end(run, scope, ScopeState.FAILED, NOTHING, code.name(), message);
  }

  private boolean end(
      Run run, RunScope scope, ScopeState state, ScopeOutcome outcome, String code, String text) {
    return 1
        == write(
            "finish_scope",
            run,
            update ->
                update
                    .bind("id", scope.id())
                    .bind("state", state.name())
                    .bind("created", outcome.created())
                    .bind("changed", outcome.changed())
                    .bind("archived", outcome.archived())
                    .bind("unchanged", outcome.unchanged())
                    .bindArray("warnings", String.class, outcome.messages())
                    .bind("errorCode", code)
                    .bind("errorMessage", text)
                    .bind("now", clock.instant()));
  }

  /** Resets running scopes to PENDING, as if they had not been started. */
  void release(Run run) {
    write("release_scopes", run, update -> update);
  }

  /** Ends all unfinished scopes as CANCELLED. */
  void cancel(Run run) {
    write("cancel_scopes", run, update -> update.bind("now", clock.instant()));
  }

  /** Changes rows if the worker still has the run; returns how many it changed. */
  private int write(String statement, Run run, UnaryOperator<Update> values) {
    return jdbi.withHandle(
        handle ->
            values
                .apply(handle.createUpdate(SqlFiles.of(ScopeRepository.class, statement)))
                .bind("runId", run.id())
                .bind("attempt", run.attempts())
                .execute());
  }
}
