package io.gazetteer.run;

import io.gazetteer.common.ErrorCode;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.store.RecordRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
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
    return jdbi.withHandle(
            handle ->
                fenced(handle.createUpdate(sql("insert_scopes")), run)
                    .bindArray(
                        "names", String.class, plan.stream().map(PlannedScope::name).toList())
                    .bindArray(
                        "known", Long.class, plan.stream().map(PlannedScope::knownObjects).toList())
                    .execute())
        == plan.size();
  }

  /** Starts or restarts a scope; false if the worker has lost the run. */
  boolean begin(Run run, RunScope scope) {
    return jdbi.withHandle(
            handle ->
                fenced(handle.createUpdate(sql("begin_scope")), run)
                    .bind("id", scope.id())
                    .bind("now", clock.instant())
                    .execute())
        == 1;
  }

  /** Writes the progress of a scope; false if the worker has lost the run. */
  boolean progress(Run run, RunScope scope, long doneObjects, long knownObjects) {
    return jdbi.withHandle(
            handle ->
                fenced(handle.createUpdate(sql("progress")), run)
                    .bind("id", scope.id())
                    .bind("done", doneObjects)
                    .bind("known", knownObjects)
                    .execute())
        == 1;
  }

  /**
   * Ends a scope as COMPLETE, or with warnings as DEGRADED; false if the worker has lost the run.
   */
  boolean finish(Run run, RunScope scope, ScopeOutcome outcome) {
    ScopeState state = outcome.warnings().isEmpty() ? ScopeState.COMPLETE : ScopeState.DEGRADED;
    return jdbi.withHandle(
            handle ->
                ending(handle.createUpdate(sql("finish_scope")), run, scope, outcome)
                    .bind("state", state.name())
                    .bindNull("errorCode", java.sql.Types.VARCHAR)
                    .bindNull("errorMessage", java.sql.Types.VARCHAR)
                    .execute())
        == 1;
  }

  /** Ends a scope as FAILED; false if the worker has lost the run. */
  boolean fail(Run run, RunScope scope, ErrorCode code, String message) {
    return jdbi.withHandle(
            handle ->
                ending(handle.createUpdate(sql("finish_scope")), run, scope, NOTHING)
                    .bind("state", ScopeState.FAILED.name())
                    .bind("errorCode", code.name())
                    .bind("errorMessage", message)
                    .execute())
        == 1;
  }

  /** Resets running scopes to PENDING, as if they had not been started. */
  void release(Run run) {
    jdbi.useHandle(handle -> fenced(handle.createUpdate(sql("release_scopes")), run).execute());
  }

  /** Ends all unfinished scopes as CANCELLED. */
  void cancel(Run run) {
    jdbi.useHandle(
        handle ->
            fenced(handle.createUpdate(sql("cancel_scopes")), run)
                .bind("now", clock.instant())
                .execute());
  }

  private static Update fenced(Update update, Run run) {
    return update.bind("runId", run.id()).bind("attempt", run.attempts());
  }

  private Update ending(Update update, Run run, RunScope scope, ScopeOutcome outcome) {
    return fenced(update, run)
        .bind("id", scope.id())
        .bind("created", outcome.created())
        .bind("changed", outcome.changed())
        .bind("archived", outcome.archived())
        .bind("unchanged", outcome.unchanged())
        .bindArray("warnings", String.class, outcome.messages())
        .bind("now", clock.instant());
  }

  private static String sql(String statement) {
    return SqlFiles.of(ScopeRepository.class, statement);
  }
}
