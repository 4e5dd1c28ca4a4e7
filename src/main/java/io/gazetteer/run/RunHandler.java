package io.gazetteer.run;

import java.util.List;

/**
 * What a run does, seen from the engine. The engine knows scopes, states, retries and progress; the
 * handler knows the work. Calls of one run come from one thread at a time; different runs may run
 * at once.
 */
public interface RunHandler {

  /** The kind of run that it handles, as stored in {@code run.kind}, for example {@code crawl}. */
  String kind();

  /**
   * Names the scopes of a run, in the order in which they are to be worked on. Not called again for
   * a run that has its scopes already, as after a crash.
   *
   * @throws io.gazetteer.common.AppException when nothing can be planned (source unreachable,
   *     workflow gone); the run then fails with that message, or is tried again first where the
   *     code is retryable. An empty list fails the run, too: nothing done is no success
   */
  List<PlannedScope> plan(RunContext context);

  /**
   * Does the work of one scope. Called again from its beginning after a retryable fault or a crash,
   * so it leaves either everything or nothing behind.
   *
   * @throws io.gazetteer.common.AppException when the scope cannot be finished; retried where the
   *     code is retryable, otherwise the scope fails with that message and the other scopes go on
   * @throws RunCancelledException when {@link RunContext#throwIfCancelled} says so
   */
  ScopeOutcome execute(RunContext context, String scope);

  /**
   * Called once all scopes have ended, before the run's final state is written; also when scopes
   * failed. May be called again after a crash. A fault of it fails the run.
   */
  void conclude(RunContext context, List<RunScope> scopes);
}
