package io.gazetteer.run;

import java.util.List;

/**
 * Executes runs of one kind for the engine. The engine knows scopes, states, retries and progress;
 * the handler knows the work. One thread at a time calls it for a run; several runs may execute at
 * the same time.
 */
public interface RunHandler {

  /** Returns the kind of run, as stored in {@code run.kind}, for example {@code crawl}. */
  String kind();

  /**
   * Plans the scopes of a run, in the order of work. Not called for a run that has scopes already,
   * for example after a crash.
   *
   * @throws io.gazetteer.common.AppException if nothing can be planned (source unreachable,
   *     workflow deleted); the run fails with that message, after retries if the code is retryable.
   *     An empty plan fails the run too: a run that does nothing is no success
   */
  List<PlannedScope> plan(RunContext context);

  /**
   * Executes one scope. Called again after a retryable error or a crash, so it must commit
   * everything or nothing.
   *
   * @throws io.gazetteer.common.AppException if the scope cannot be completed; retried if the code
   *     is retryable, otherwise the scope fails with that message and the next one starts
   * @throws RunCancelledException if {@link RunContext#throwIfCancelled} throws it
   */
  ScopeOutcome execute(RunContext context, String scope);

  /**
   * Called once all scopes have ended, before the run's final state is written; also if scopes
   * failed. May be called again after a crash. An error fails the run.
   */
  default void conclude(RunContext context, List<RunScope> scopes) {}
}
